import { createRequire } from 'node:module'

/**
 * The engine alone reads a log and takes six fields out of each line: the reference of a backfill.
 * @returns the seconds that it takes, and of processors
 */
export async function engineAlone(log) {
  return withEngine(undefined, (session) =>
    timed(
      session,
      `
      WITH substring(line, position(line, '{')) AS json
      SELECT count(), uniq(JSONExtractString(json, 'name')), uniq(JSONExtractString(json, 'time')), uniq(JSONExtractString(json, 'username')),
        uniq(JSONExtractString(json, 'session')), uniq(JSONExtractString(json, 'context', 'course_id')), uniq(JSONExtractInt(json, 'context', 'user_id'))
      FROM file('${log}', LineAsString)`,
    ),
  )
}

/** Seconds in which the engine counts all statements of the demo in a data directory: the reference of a chart. */
export async function countStatements(warehouse) {
  const sql = 'SELECT course_key, uniqExact(actor_id), count() FROM demo_panorama.statements GROUP BY course_key'
  return withEngine(warehouse, async (session) => {
    await session.queryAsync(sql)
    return (await timed(session, sql)).seconds
  })
}

async function withEngine(dir, work) {
  const { Session } = createRequire(import.meta.url)('chdb')
  const session = dir === undefined ? new Session() : new Session(dir)
  try {
    return await work(session)
  } finally {
    session.close()
  }
}

async function timed(session, sql) {
  const [started, used] = [performance.now(), process.cpuUsage()]
  await session.queryAsync(sql)
  const { user, system } = process.cpuUsage(used)
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 }
}
