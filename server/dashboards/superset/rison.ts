/** What Superset takes in the query of a URL: values as in JSON. */
export type RisonValue =
  | string
  | number
  | boolean
  | null
  | readonly RisonValue[]
  | { readonly [key: string]: RisonValue }

/**
 * Writes a value as Rison, the notation of Superset's `q` and `native_filters`. Texts are always quoted, so that none of
 * them can be taken for anything else. Not yet percent-encoded.
 */
export function rison(value: RisonValue): string {
  if (value === null) return '!n'
  if (typeof value === 'boolean') return value ? '!t' : '!f'
  if (typeof value === 'number') return String(value).replace('+', '')
  if (typeof value === 'string') return quoted(value)
  if (isList(value)) return `!(${value.map(rison).join(',')})`
  return `(${Object.entries(value)
    .map(([key, part]) => `${quoted(key)}:${rison(part)}`)
    .join(',')})`
}

const quoted = (text: string) => `'${text.replace(/['!]/g, '!$&')}'`

const isList = (value: object): value is readonly RisonValue[] => Array.isArray(value)
