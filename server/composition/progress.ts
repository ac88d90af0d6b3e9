/** Where a long start tells how far it is. */
export interface Progress {
  /** A line that stays. */
  note(text: string): void
  /** A line that the next one replaces. */
  step(text: string): void
}
