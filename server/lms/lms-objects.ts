import { notFound } from '../kernel/errors.ts'
import { type Target, type TargetName, targets } from './targets.ts'

/** What Aspects' plugin calls the tables that it writes: each is one of Aspects' tables of the warehouse. */
const objects = [
  'course_overviews',
  'course_blocks',
  'course_enrollment',
  'user_profile',
  'external_id',
  'tag',
  'taxonomy',
  'object_tag',
] as const satisfies readonly TargetName[]
type LmsObject = (typeof objects)[number]

/** What of it the LMS has in its database: blocks are made of course structures, which are elsewhere. */
const inDatabase = objects.filter((object) => object !== 'course_blocks')

/** @throws PanoramaError `not_found`, which lists those that there are */
export const lmsObjectOf = (name: string) => objectAmong(objects, name)
/** @throws PanoramaError `not_found`, which lists those that there are */
export const databaseObjectOf = (name: string) => objectAmong(inDatabase, name)

function objectAmong(
  objects: readonly LmsObject[],
  name: string,
): { readonly name: LmsObject; readonly target: Target } {
  const found = objects.find((object) => object === name)
  if (found === undefined) {
    throw notFound('The LMS has no such object.', { advice: `There are ${objects.join(', ')}.` })
  }
  return { name: found, target: targets[found] }
}
