/** How a number in a cell is meant, told by the format that it is shown in. */
export type NumberMeaning =
  | { readonly kind: 'number' }
  /** Filled up with zeros to so many digits: `00042` of a code that is all digits. */
  | { readonly kind: 'digits'; readonly digits: number }
  /** A day, a time of day or both. */
  | { readonly kind: 'moment' }
  /** A length of time that may pass 24 hours. */
  | { readonly kind: 'duration' }

const number: NumberMeaning = { kind: 'number' }
const moment: NumberMeaning = { kind: 'moment' }
const duration: NumberMeaning = { kind: 'duration' }

/** Formats that have a number and no text of their own in a workbook (ECMA-376, 18.8.30), those of East Asian editions included. */
const builtIn = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58)

/**
 * @param id of the format
 * @param code its text, where the workbook has one: `yyyy\-mm\-dd`
 */
export function meaningOfFormat(id: number, code: string | undefined): NumberMeaning {
  if (code === undefined) return id === 46 ? duration : builtIn(id) ? moment : number
  // Of positive numbers; the others follow after semicolons.
  const [first = ''] = code.split(';')
  const shown = first.replace(/\\.|"[^"]*"|_.|\*./g, '')
  if (/^0{2,}$/.test(shown)) return { kind: 'digits', digits: shown.length }
  if (/\[(h+|m+|s+)\]/i.test(shown)) return duration
  // In brackets stand colours, conditions and languages.
  const parts = shown.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '')
  return /[ymdhs]|am\/pm/i.test(parts) && !/[#?]/.test(parts) ? moment : number
}
