/** A value as JSON; null where it is nested more deeply than the stack allows, which nobody but a prankster sends. */
export function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value)
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
}
