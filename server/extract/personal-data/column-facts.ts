import type { DataClass } from '../settings/settings.ts'

/** By what a column names somebody. */
export type PersonKey = 'userId' | 'username' | 'mail' | 'externalId' | 'anonymousId'

/** What a column tells of people. */
export interface ColumnFacts {
  readonly dataClass: DataClass
  /** Where it names somebody: by what. */
  readonly names?: PersonKey
  /** The row is about whom it names. */
  readonly isWhose?: boolean
  /** What is left of it tells of work alone. */
  readonly isModuleState?: boolean
  /**
   * How we know: Panorama's own list, the settings file, the column's name, or not at all: then it leaves because the settings
   * file lists it.
   */
  readonly because: 'known' | 'settings' | 'name' | 'unknown'
}
