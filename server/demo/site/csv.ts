/** One record of a CSV file (RFC 4180), with its line end. Text is quoted where it must be. */
export function csvRecord(fields: readonly (string | number | boolean)[]): string {
  return `${fields.map((field) => csvField(`${field}`)).join(',')}\r\n`
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
