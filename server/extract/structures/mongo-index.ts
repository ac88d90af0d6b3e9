import type { Db } from 'mongodb'
import type { CourseIndex } from './course-index.ts'
import { mongoFailure } from './mongo-client.ts'
import { instantOf } from './told-values.ts'

/** The index as it was kept beside the structures, in `modulestore.active_versions`, before it moved to MySQL. */
export function mongoIndex(database: Db): CourseIndex {
  return {
    test: async () => [],
    async entries() {
      try {
        const found = await database
          .collection('modulestore.active_versions')
          .find({ 'versions.published-branch': { $exists: true } })
          .project({ org: 1, course: 1, run: 1, 'versions.published-branch': 1, last_update: 1, edited_on: 1 })
          .toArray()
        return found.map(({ org, course, run, versions, last_update: updated, edited_on: edited }) => ({
          course: `course-v1:${org}+${course}+${run}`,
          structure: String(versions['published-branch']),
          publishedAt: instantOf(updated) ?? instantOf(edited),
        }))
      } catch (cause) {
        throw mongoFailure(cause)
      }
    },
    // Only MySQL knows of them.
    coachRuns: async () => [],
  }
}
