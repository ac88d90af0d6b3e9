/**
 * Where a group of learners comes from. A name that is not written in Latin letters carries a Latin form for the
 * username after a bar: `نورة|Noura`.
 */
export interface Culture {
  readonly acceptLanguage: string
  /** The LMS's profile field: the language a person prefers. */
  readonly language: string
  /** Cities with their country (ISO 3166) and hours ahead of UTC, summer time left aside. */
  readonly places: readonly { readonly city: string; readonly country: string; readonly utcOffset: number }[]
  /** Days of rest, 0 being Sunday. */
  readonly restDays: readonly number[]
  readonly feminine: readonly string[]
  readonly masculine: readonly string[]
  readonly family: readonly string[]
  readonly familyNameFirst?: boolean
}
