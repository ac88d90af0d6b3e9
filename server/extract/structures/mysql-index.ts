import { misconfigured, PanoramaError } from '../../kernel/errors.ts'
import { withAttempts } from '../mysql/attempts.ts'
import { connectToMysql } from '../mysql/connection.ts'
import type { MysqlSettings } from '../settings/settings.ts'
import type { CourseIndex } from './course-index.ts'
import { instantOf } from './told-values.ts'

const index = 'split_modulestore_django_splitmodulestorecourseindex'
const coachRunTable = 'ccx_customcourseforedx'

type TextRow = Record<string, string | null>

/** The index in the LMS's MySQL, where it has been since the Nutmeg release. It is connected to for each question: there are two. */
export function mysqlIndex(settings: MysqlSettings): CourseIndex {
  const rows = (sql: string) =>
    withAttempts(async () => {
      const connection = await connectToMysql(settings)
      try {
        return await connection.rows<TextRow>(sql)
      } finally {
        connection.close()
      }
    })

  return {
    async test() {
      const what = 'MySQL, index of courses'
      try {
        const [found] = await rows(`SELECT COUNT(*) AS published FROM ${index} WHERE published_version <> ''`)
        return [{ what, isOk: true, says: `published courses: ${found?.published}.` }]
      } catch (cause) {
        const { message, advice } = failureOf(cause)
        return [{ what, isOk: false, says: [message, advice].filter(Boolean).join(' ') }]
      }
    },
    async entries() {
      try {
        const found = await rows(
          `SELECT course_id, published_version, last_update, edited_on FROM ${index} WHERE published_version <> '' ORDER BY id`,
        )
        return found.map((row) => ({
          course: row.course_id ?? '',
          structure: row.published_version ?? '',
          publishedAt: instantOf(row.last_update) ?? instantOf(row.edited_on),
        }))
      } catch (cause) {
        throw failureOf(cause)
      }
    },
    async coachRuns() {
      // Of an app that a site need not have switched on.
      const known = await rows(`SHOW TABLES LIKE '${coachRunTable.replaceAll('_', '\\_')}'`)
      if (known.length === 0) return []
      const found = await rows(`SELECT id, course_id, display_name FROM ${coachRunTable} ORDER BY id`)
      return found.map((row) => ({ id: row.id ?? '', course: row.course_id ?? '', name: row.display_name ?? '' }))
    },
  }
}

function failureOf(cause: unknown): PanoramaError {
  if (!(cause instanceof PanoramaError)) throw cause
  if (cause.code !== 'not_found') return cause
  return misconfigured(`MySQL has no table ${index}.`, {
    advice:
      'Check mysql_database of the course structures. An LMS older than Nutmeg has its index in MongoDB: then remove mysql_host there.',
    cause,
  })
}
