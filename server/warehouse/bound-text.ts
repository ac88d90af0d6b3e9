import type { BoundValue } from './engine.ts'
import { literal } from './literal.ts'

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', 0: '\0' }

const withoutEscapes = (text: string) => text.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter)

const letters: Readonly<Record<string, string>> = { '\\': '\\', '\n': 'n', '\t': 't', '\r': 'r', '\0': '0' }

const withEscapes = (text: string) => text.replace(/[\\\n\t\r\0]/g, (character) => `\\${letters[character]}`)

/**
 * Reads a value as ClickHouse's HTTP interface takes it in `param_<name>`: text in TabSeparated escaping, `\N` for null, and arrays as
 * `[1,2]` or `['a','b']`. Numbers stay text: the engine reads them as the placeholder says.
 * @param isArray whether the placeholder of the value is an array
 */
export function readBoundText(text: string, isArray: boolean): BoundValue {
  if (text === '\\N') return null
  if (!isArray) return withoutEscapes(text)
  const elements = [...text.slice(1, -1).matchAll(/'((?:\\.|[^'\\])*)'|[^,\s]+/gs)]
  const areTexts = elements.every(([, quoted]) => quoted !== undefined)
  return areTexts
    ? elements.map(([, quoted = '']) => withoutEscapes(quoted))
    : elements.map(([number]) => Number(number))
}

/** Writes a value as `readBoundText` reads it. */
export function boundText(value: BoundValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return withEscapes(value)
  if (typeof value !== 'object') return String(value)
  const elements = value.map((element) =>
    typeof element === 'string' ? `'${withEscapes(element).replaceAll("'", "\\'")}'` : String(element),
  )
  return `[${elements.join(',')}]`
}

/** The names of the placeholders of a query that take an array. */
export function arrayPlaceholders(sql: string): ReadonlySet<string> {
  return new Set([...sql.matchAll(/\{(\w+)\s*:\s*Array\(/g)].map(([, name = '']) => name))
}

/** A statement that sets the values of placeholders for the one that follows it in the same session. */
export function bindingOf(params: Readonly<Record<string, BoundValue>>): string {
  const bound = Object.entries(params).map(([name, value]) => `param_${name} = ${literal(boundText(value))}`)
  return bound.length > 0 ? `SET ${bound.join(', ')};\n` : ''
}
