import type { Json } from './json.ts'

/**
 * A learner's answer as event-routing-backends writes it: text as it is, a list as JSON in Python's spacing, anything else
 * as Python's `str`. `5.0` has become `5` on the way through JSON.
 */
export function pythonText(value: Json): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? jsonText(value) : representation(value)
}

function jsonText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${jsonText(member)}`)
    .join(', ')}}`
}

function representation(value: Json): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(representation).join(', ')}]`
  return `{${Object.entries(value)
    .map(([key, member]) => `${quoted(key)}: ${representation(member)}`)
    .join(', ')}}`
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** In single quotes, or in double ones when that saves an escape. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replace(/[\p{C}\p{Z}]/gu, (character) =>
      character === ' ' ? ' ' : (shortEscapes[character] ?? hexEscape(character)),
    )
  return `${quote}${escaped}${quote}`
}

function hexEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`
}
