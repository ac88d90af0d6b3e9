import { join } from 'node:path'
import { engineAlone } from './engine-alone.mjs'
import { makeUpLog } from './made-up-log.mjs'
import { command, environmentIn } from './panorama.mjs'
import { inDirectory } from './place.mjs'
import { heading, megabytes, report, seconds, whole } from './report.mjs'

/** The design's share of the engine's rate: a fifth is the floor, half the goal. */
const floor = 0.2

/**
 * A log of a large site, and its LMS's tables, imported; beside it the engine alone reading the same file. The road of the lines ends in
 * the raw table and in the statements that are read out of it; the figures of all learners come after that.
 */
export async function benchBackfill(lines = 1_000_000) {
  heading(`Backfill of ${whole(lines)} lines`)
  await inDirectory(async (dir) => {
    const environment = environmentIn(join(dir, 'data'))
    const log = await makeUpLog(environment, dir, lines)
    const tables = ['course_overviews', 'course_blocks', 'user_profile', 'external_id', 'course_enrollment']
    await command(environment, 'lms', 'import', ...tables.map((table) => join(dir, `${table}.csv`)))
    // Before and after, for a machine that others use is not the same at any time.
    const before = await engineAlone(log)
    const imported = await command(environment, 'events', 'import', log)
    const after = await engineAlone(log)
    const alone = (before.seconds + after.seconds) / 2
    const aloneCpu = (before.cpuSeconds + after.cpuSeconds) / 2
    const { read, seconds: took } = imported.report
    if (read !== lines) throw new Error(`${read} lines were imported, not ${lines}.`)
    const rate = (what, time) => report(what, whole(read / time), `engine alone ${whole(read / alone)}`, alone / time)
    rate(`lines a second, from the log into the warehouse (at least ${floor})`, took.lines)
    rate('the same with all figures', took.lines + took.figures)
    rate('the whole command, from its start to its end', imported.seconds)
    report(
      'seconds of processors',
      seconds(imported.cpuSeconds),
      `engine alone ${seconds(aloneCpu)}`,
      aloneCpu / imported.cpuSeconds,
    )
    report('memory of the import', megabytes(imported.peakMemory), 'budget 1 GB', imported.peakMemory / 1e9)
  })
}
