/** What of a line is shipped, or why nothing is. */
export type EventText = { readonly text: string } | { readonly reason: string }

/**
 * The event in a line of a log: from the first brace on, as Fluent Bit ships it. What stands before it, a logger's prefix or that of a
 * container, is cut.
 * @param isOfContainer other programs write to the same log: a prefix must be that of the tracking logger
 */
export function eventTextOf(line: string, isOfContainer: boolean): EventText {
  const start = line.indexOf('{')
  if (start < 0) return { reason: line.trim() === '' ? 'blank line' : 'no event' }
  const prefix = line.slice(0, start)
  if (isOfContainer && prefix.trim() !== '' && !prefix.includes('[tracking]')) return { reason: 'of another logger' }
  const text = line.slice(start).trimEnd()
  return text.endsWith('}') ? { text } : { reason: 'no whole event' }
}
