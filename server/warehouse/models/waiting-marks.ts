import type { Tables } from '../tables.ts'

/**
 * The marks that wait for a refresh, as what follows `FROM`; a condition may be added with `AND`. A mark that was taken back is
 * there with both signs until the engine merges its rows.
 */
export const waitingMarks = (tables: Tables) => `${tables.dirtyLearners} FINAL WHERE sign = 1`
