/** JSON text in ASCII alone, as the LMS writes it: an Arabic title becomes \u escapes, and a line is as many bytes as characters. */
export function asciiJson(value: unknown): string {
  const text = JSON.stringify(value)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is "not ASCII"
  return text.replaceAll(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** JSON text as a JSON string: browsers send their payload as text, and the LMS leaves it so. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
