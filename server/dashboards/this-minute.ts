/** A moment as ISO 8601, cut to its minute: whoever asks within it asks the same question, and may share the answer. */
export function thisMinute(now: Date): string {
  return `${now.toISOString().slice(0, 16)}:00Z`
}
