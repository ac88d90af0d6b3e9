import { invalidRequest } from '../kernel/errors.ts'

/**
 * The rows in a body: a JSON list, one JSON object, or one a line. What is no object becomes a row all the same: whoever takes them
 * keeps it aside.
 * @throws PanoramaError `invalid_request` for a body that is cut off or no JSON, of which nothing is taken then
 */
export function jsonRows(body: string): readonly unknown[] {
  const text = body.trim()
  if (text === '') return []
  const whole = parsed(text)
  if (whole.isJson) return Array.isArray(whole.value) ? whole.value : [whole.value]
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const { isJson, value } = parsed(line)
    if (isJson) return [value]
    throw invalidRequest(`Line ${index + 1} of the body is no JSON.`, {
      advice: 'Send a JSON list of rows, or one row a line.',
    })
  })
}

function parsed(text: string): { readonly isJson: boolean; readonly value?: unknown } {
  try {
    return { isJson: true, value: JSON.parse(text) as unknown }
  } catch {
    return { isJson: false }
  }
}
