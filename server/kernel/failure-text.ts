import { PanoramaError } from './errors.ts'

/** A failure for a report that is kept, in our own words: those of others may quote rows of people. */
export function failureText(error: unknown): string {
  if (!(error instanceof PanoramaError)) return 'Something went wrong that should not have. The log says where.'
  return error.advice === undefined ? error.message : `${error.message} ${error.advice}`
}
