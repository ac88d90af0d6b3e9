import { jsonText } from '../kernel/json-text.ts'

type Json = unknown

/** The members in which Vector (`message`), Fluent Bit (`log`) and others (`event`) put a line of a log. */
const wrappers = ['message', 'log', 'event'] as const

/**
 * The lines of a tracking log in a body, as log shippers send it: lines (with or without a logger's prefix), JSON records one
 * a line, or a JSON list of either. A record that is no event itself is taken for the wrapper of a line.
 */
export function trackingLines(body: string): string[] {
  const text = body.charCodeAt(0) === 0xfeff ? body.slice(1) : body
  // A line may begin with the logger's bracket, so only what can be read as a list is one.
  const list = /^\s*\[/.test(text) ? parsed(text) : undefined
  if (Array.isArray(list)) return list.map(lineOfRecord)
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map(lineOfText)
}

function lineOfText(line: string): string {
  // An event names its type; inside a wrapper's text the quotes around it are escaped. Most lines need no second look.
  const isBare = line.includes('"event_type":') && !/"(?:message|log)":\s*\{/.test(line)
  if (isBare || !/^\s*\{/.test(line)) return line
  const record = parsed(line)
  return record === undefined ? line : (wrappedLine(record) ?? line)
}

function lineOfRecord(record: Json): string {
  if (typeof record === 'string') return record
  return wrappedLine(record) ?? jsonText(record) ?? 'nested too deeply'
}

function wrappedLine(record: Json): string | undefined {
  if (typeof record !== 'object' || record === null || isEvent(record)) return undefined
  const held = wrappers
    .map((name) => (record as Record<string, Json>)[name])
    .find((value) => value !== undefined && value !== null)
  if (typeof held === 'string') return held
  return typeof held === 'object' ? (jsonText(held) ?? undefined) : undefined
}

/** An event of the LMS in any of its shapes has a name or a type of its own. */
function isEvent(record: object): boolean {
  return 'event_type' in record || ('name' in record && ('data' in record || 'context' in record))
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
