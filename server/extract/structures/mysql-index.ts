import { readFile } from 'node:fs/promises'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { misconfigured, PanoramaError, unavailable } from '../../kernel/errors.ts'
import type { MysqlSettings } from '../settings/settings.ts'
import type { CourseIndex } from './course-index.ts'
import { instantOf } from './told-values.ts'

const index = 'split_modulestore_django_splitmodulestorecourseindex'
const coachRunTable = 'ccx_customcourseforedx'

/** The index in the LMS's MySQL, where it has been since the Nutmeg release. Nothing is connected before it is asked something. */
export function mysqlIndex(settings: MysqlSettings): CourseIndex {
  let connected: Promise<Connection> | undefined

  async function rows(sql: string): Promise<RowDataPacket[]> {
    try {
      connected ??= connect(settings)
      const connection = await connected
      const [found] = await connection.query<RowDataPacket[]>({ sql, timeout: 60_000 })
      return found
    } catch (cause) {
      const failed = connected
      connected = undefined
      void failed?.then((connection) => connection.destroy()).catch(() => undefined)
      throw failureOf(cause)
    }
  }

  return {
    async test() {
      const what = 'MySQL, index of courses'
      try {
        const [found] = await rows(`SELECT COUNT(*) AS published FROM ${index} WHERE published_version <> ''`)
        return [{ what, isOk: true, says: `${found?.published} published courses and libraries.` }]
      } catch (cause) {
        if (!(cause instanceof PanoramaError)) throw cause
        return [{ what, isOk: false, says: [cause.message, cause.advice].filter(Boolean).join(' ') }]
      }
    },
    async entries() {
      const found = await rows(
        `SELECT course_id, published_version, last_update, edited_on FROM ${index} WHERE published_version <> '' ORDER BY id`,
      )
      return found.map(
        ({ course_id: course, published_version: structure, last_update: updated, edited_on: edited }) => ({
          course: String(course),
          structure: String(structure),
          publishedAt: instantOf(updated) ?? instantOf(edited),
        }),
      )
    },
    async coachRuns() {
      // A table of an app that a site need not have switched on.
      const known = await rows(
        `SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '${coachRunTable}'`,
      )
      if (known.length === 0) return []
      const found = await rows(`SELECT id, course_id, display_name FROM ${coachRunTable} ORDER BY id`)
      return found.map(({ id, course_id: course, display_name: name }) => ({
        id: String(id),
        course: String(course),
        name: String(name),
      }))
    },
    async close() {
      await (await connected?.catch(() => undefined))?.end()
    },
  }
}

async function connect({ host, port, username, password, database, tls }: MysqlSettings): Promise<Connection> {
  const ssl = tls && {
    rejectUnauthorized: tls.isVerified,
    ...(tls.ca !== null && { ca: await readFile(tls.ca, 'utf8') }),
  }
  return createConnection({
    host,
    port,
    user: username,
    password,
    database,
    charset: 'utf8mb4',
    // The LMS keeps UTC; texts are not taken for the time of this machine.
    dateStrings: true,
    connectTimeout: 10_000,
    ...(ssl && { ssl }),
  })
}

/** Its own words stay out: some quote the statement, some the user. */
function failureOf(cause: unknown): PanoramaError {
  const code = (cause as { code?: unknown }).code
  if (code === 'ER_ACCESS_DENIED_ERROR' || code === 'ER_DBACCESS_DENIED_ERROR') {
    return misconfigured('MySQL does not accept the username and the password for the index of courses.', {
      advice: 'Check mysql_username, mysql_password and mysql_database of the course structures.',
      cause,
    })
  }
  if (code === 'ER_BAD_DB_ERROR' || code === 'ER_NO_SUCH_TABLE') {
    return misconfigured(`MySQL has no table ${index}.`, {
      advice:
        'Check mysql_database. Where the LMS is older than Nutmeg its index is in MongoDB: remove mysql_host from the course structures.',
      cause,
    })
  }
  if (code === 'ER_TABLEACCESS_DENIED_ERROR' || code === 'ER_COLUMNACCESS_DENIED_ERROR') {
    return misconfigured(`MySQL does not let this user read ${index}.`, {
      advice: `Give it the right to: GRANT SELECT ON ${index}.`,
      cause,
    })
  }
  return unavailable(`MySQL does not answer${typeof code === 'string' ? ` (${code})` : ''}.`, {
    advice: 'Check mysql_host and mysql_port of the course structures, and that this machine may reach them.',
    cause,
  })
}
