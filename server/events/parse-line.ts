import { isObject, type Json, type JsonObject } from './json.ts'

/** Characters of the longest line that is read: about a thousand times an ordinary one. */
export const longestLine = 1_048_576

export type ParsedLine =
  | {
      readonly kind: 'event'
      readonly event: JsonObject
      /** Nothing stands before the JSON. */
      readonly isBare: boolean
    }
  | { readonly kind: 'dropped'; readonly reason: string }
  | { readonly kind: 'quarantined'; readonly reason: string; readonly detail: string }

/**
 * Reads one line of a tracking log: JSON alone, or behind a logger's prefix as Tutor writes it
 * (`2024-01-01 10:00:00,000 INFO 27 [tracking] [user 6] [ip …] logger.py:41 - {…}`). From the first `{` to the last `}`;
 * only white space may follow.
 */
export function parseLine(line: string): ParsedLine {
  if (line.length > longestLine) return quarantined('line too long', `more than ${longestLine} characters`)
  // Most lines are an object and nothing else.
  if (line.startsWith('{') && line.endsWith('}')) return parseObject(line, true)
  const start = line.indexOf('{')
  if (start < 0) {
    const text = line.trim()
    if (text === '') return { kind: 'dropped', reason: 'blank line' }
    if (text.startsWith('#')) return { kind: 'dropped', reason: 'comment' }
    return quarantined(isJson(text) ? 'not an object' : 'not JSON', 'no { in the line')
  }
  if (line.trimStart().startsWith('#')) return { kind: 'dropped', reason: 'comment' }
  const end = line.lastIndexOf('}') + 1
  if (line.slice(end).trim() !== '') return quarantined('not JSON', 'text after the last }')
  return parseObject(line.slice(start, end), line.slice(0, start).trim() === '')
}

function parseObject(text: string, isBare: boolean): ParsedLine {
  try {
    const event = JSON.parse(text) as Json
    return isObject(event) ? { kind: 'event', event, isBare } : quarantined('not an object', '')
  } catch {
    return parsePythonObject(text, isBare)
  }
}

/** Python's JSON knows `NaN` and `Infinity`; to us they are numbers that nobody knows. */
function parsePythonObject(text: string, isBare: boolean): ParsedLine {
  const cleaned = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
    token.startsWith('"') ? token : 'null',
  )
  try {
    return { kind: 'event', event: JSON.parse(cleaned) as JsonObject, isBare }
  } catch (cause) {
    // The parser's own message quotes the line.
    return quarantined('not JSON', cause instanceof SyntaxError ? 'broken JSON' : 'nested too deeply')
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function quarantined(reason: string, detail: string): ParsedLine {
  return { kind: 'quarantined', reason, detail }
}

/**
 * The event as event-routing-backends sees a log line: `data` is the payload, taken out of its text where the browser sent
 * JSON text, and `timestamp` stands in for `time`. An event that the LMS has not yet reshaped for its log has both already;
 * one that has no payload at all is told from its context, as far as its rule allows.
 */
export function withPayload(event: JsonObject): JsonObject {
  const { event: payload, time } = event
  const data = typeof payload === 'string' ? payloadOf(payload) : payload
  // Two members more, not a copy of all: every line comes through here, fresh from the parser.
  const told: Record<string, Json> = event
  if (data !== undefined) told.data = data
  if (time !== undefined && told.timestamp === undefined) told.timestamp = time
  return told
}

function payloadOf(text: string): Json {
  // Form data (`input_…=choice_0`) is common and cannot be JSON: looking first is cheaper than failing.
  if (!/^\s*["[{\-0-9tfn]/.test(text)) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
