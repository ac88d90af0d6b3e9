import type { DataSet } from '../../contract/scope.ts'
import { inTurn } from '../../kernel/in-turn.ts'
import type { Warehouse } from '../ask.ts'
import { type Tables, tablesOf } from '../tables.ts'
import type { TakeInOptions } from './add-missing.ts'
import { courseNames } from './course-names.ts'
import { coursePeers } from './course-peers.ts'
import { refreshCourseStructure } from './course-structure.ts'
import { learnerBlock } from './learner-block.ts'
import { learnerCourse } from './learner-course.ts'
import { learnerDemographics } from './learner-demographics.ts'
import { learnerQuarter } from './learner-quarter.ts'
import { learnerVideo } from './learner-video.ts'
import type { Model } from './model.ts'
import { repairOnce } from './repair.ts'
import { keepSingleStatements } from './single-statements.ts'

/** In the order in which they are computed: a model may read those before it. */
export const models: readonly Model[] = [
  learnerVideo,
  learnerQuarter,
  learnerBlock,
  learnerCourse,
  learnerDemographics,
  courseNames,
  coursePeers,
]

/** Bounds the memory of a refresh: so many learners' statements are looked at together. */
const learnersAtATime = 2_000

/** What a step of a refresh keeps in memory before it goes on by disk. */
const bytesInMemory = 500_000_000

export interface RefreshOptions extends TakeInOptions {
  /** Stops between two portions of learners; what is left is done by the next refresh. */
  readonly signal?: AbortSignal
  readonly onProgress?: (done: Refreshed) => void
}

/** How many learners (per course run) were recomputed, in how many course runs. */
export interface Refreshed {
  readonly learners: number
  readonly courses: number
}

/**
 * Recomputes the models of every learner who was marked since the last refresh, over all of their statements, and returns
 * when none is left. Ending it anywhere loses nothing: marks go only after the rows they ask for are written.
 * Refreshes of one data set in this process follow one another.
 */
export function refreshModels(
  warehouse: Warehouse,
  dataSet: DataSet,
  options: RefreshOptions = {},
): Promise<Refreshed> {
  return inTurn(warehouse.engine, `refresh ${dataSet}`, () => refreshMarked(warehouse, dataSet, options))
}

async function refreshMarked(warehouse: Warehouse, dataSet: DataSet, options: RefreshOptions): Promise<Refreshed> {
  const { signal, onProgress } = options
  const tables = tablesOf(warehouse.databases, dataSet)
  await repairOnce(warehouse, dataSet, options)
  const courses = new Set<string>()
  let learners = 0
  while (!signal?.aborted) {
    const portion = await takePortion(warehouse, tables)
    if (portion.length === 0) break
    const taken = await snapshotSum(warehouse, tables)
    await keepSingleStatements(warehouse.engine, tables)
    for (const model of models) await refreshModel(warehouse, tables, model)
    await refreshCourseStructure(warehouse, tables)
    // Otherwise another process has changed it meanwhile: whoever is in it is computed again.
    if ((await snapshotSum(warehouse, tables)) !== taken) continue
    await dropMarks(warehouse, tables, taken)
    for (const { course_key, learners: marked } of portion) {
      courses.add(String(course_key))
      learners += Number(marked)
    }
    onProgress?.({ learners, courses: courses.size })
  }
  return { learners, courses: courses.size }
}

/** The next learners to do, as rows of the snapshot table. What a refresh that was ended left there comes first. */
async function takePortion({ engine }: Warehouse, tables: Tables): Promise<Record<string, unknown>[]> {
  const taken = () =>
    engine.rows({
      name: 'refresh',
      sql: `SELECT course_key, uniqExactIf(actor_id, actor_id != '') AS learners FROM ${tables.refreshingLearners} GROUP BY course_key`,
    })
  const leftOver = await taken()
  if (leftOver.length > 0) return leftOver
  await engine.command({
    name: 'refresh',
    sql: `INSERT INTO ${tables.refreshingLearners} (course_key, actor_id, token)
      SELECT course_key, actor_id, token FROM ${tables.dirtyLearners}
      WHERE (course_key, actor_id) IN (
        SELECT DISTINCT course_key, actor_id FROM ${tables.dirtyLearners} ORDER BY course_key, actor_id LIMIT ${learnersAtATime})`,
  })
  return taken()
}

async function refreshModel({ engine }: Warehouse, tables: Tables, { table, columns, select }: Model): Promise<void> {
  const names = columns.join(', ')
  await engine.command({
    name: `refresh ${table}`,
    // Statements of one learner lie in partitions by year, and a statement is always in the same one.
    sql: `INSERT INTO ${tables[table]} (${names}, version)
      SELECT ${names}, toUnixTimestamp64Nano(now64(9)) AS version FROM (${select(tables)})
      SETTINGS do_not_merge_across_partitions_select_final = 1,
        max_bytes_before_external_group_by = ${bytesInMemory}, max_bytes_before_external_sort = ${bytesInMemory}`,
  })
}

/**
 * Who is in the snapshot, as a number. A command beside the server, or another replica, refreshes by the same snapshot: it may be
 * emptied and filled by others while we compute.
 */
async function snapshotSum({ engine }: Warehouse, tables: Tables): Promise<string> {
  const [row] = await engine.rows({ name: 'refresh', sql: sumOf(tables) })
  return String(row?.tokens)
}

const sumOf = (tables: Tables) => `SELECT toString(sum(cityHash64(token))) AS tokens FROM ${tables.refreshingLearners}`

/** Drops exactly the marks of the snapshot, and none if it is not the one that was computed: a mark made since then stays. */
async function dropMarks({ engine }: Warehouse, tables: Tables, taken: string): Promise<void> {
  await engine.command({
    name: 'refresh',
    sql: `DELETE FROM ${tables.dirtyLearners}
      WHERE token IN (SELECT token FROM ${tables.refreshingLearners}) AND '${taken}' = (${sumOf(tables)})`,
  })
  await engine.command({ name: 'refresh', sql: `TRUNCATE TABLE ${tables.refreshingLearners}` })
}
