import type { DataSet } from '../../contract/scope.ts'
import { inTurn } from '../../kernel/in-turn.ts'
import type { Warehouse } from '../ask.ts'
import type { Engine } from '../engine.ts'
import { type Tables, tablesOf } from '../tables.ts'
import type { TakeInOptions } from './add-missing.ts'
import { courseNames } from './course-names.ts'
import { coursePeers } from './course-peers.ts'
import { refreshCourseStructure } from './course-structure.ts'
import { inOrderOfNeed } from './in-order-of-need.ts'
import { learnerBlock } from './learner-block.ts'
import { learnerCourse } from './learner-course.ts'
import { learnerDemographics } from './learner-demographics.ts'
import { learnerQuarter } from './learner-quarter.ts'
import { learnerVideo } from './learner-video.ts'
import type { Listed, Model } from './model.ts'
import { finishPortion, takePortion } from './portion.ts'
import { repairOnce } from './repair.ts'
import { keepSingleStatements } from './single-statements.ts'

/** Each comes after those that it reads. */
export const models: readonly Model[] = [
  learnerVideo,
  learnerBlock,
  learnerQuarter,
  learnerCourse,
  learnerDemographics,
  coursePeers,
  courseNames,
]

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
    const portion = await takePortion(warehouse.engine, tables)
    if (portion === null) break
    await keepSingleStatements(warehouse.engine, tables)
    await refreshPortion(warehouse.engine, tables)
    // Otherwise another process has changed it meanwhile: whoever is in it is computed again.
    if (!(await finishPortion(warehouse.engine, tables, portion))) continue
    for (const course of portion.courses) {
      courses.add(course.courseKey)
      learners += course.learners
    }
    onProgress?.({ learners, courses: courses.size })
  }
  return { learners, courses: courses.size }
}

async function refreshPortion(engine: Engine, tables: Tables): Promise<void> {
  const listed = await lookAtLists(engine, tables)
  const steps = models
    .filter((model) => model !== courseNames)
    .map((model) => ({ ...model, run: () => refreshModel(engine, tables, model, listed) }))
  const structure = { table: 'courseStructure', reads: [], run: () => refreshCourseStructure(engine, tables) } as const
  await inOrderOfNeed([...steps, structure])
  // Last of all: by its version the screen learns that all of the course run is new (see `versions.ts`).
  await refreshModel(engine, tables, courseNames, listed)
}

async function lookAtLists(engine: Engine, tables: Tables): Promise<Listed> {
  const [row] = await engine.rows({
    name: 'refresh lists',
    sql: `SELECT (SELECT count() FROM ${tables.lmsGrades}) AS grades, (SELECT count() FROM ${tables.lmsCompletions}) AS completions`,
  })
  return { grades: Number(row?.grades) > 0, completions: Number(row?.completions) > 0 }
}

async function refreshModel(
  engine: Engine,
  tables: Tables,
  { table, columns, select }: Model,
  listed: Listed,
): Promise<void> {
  const names = columns.join(', ')
  await engine.command({
    name: `refresh ${table}`,
    // Statements of one learner lie in partitions by year, and a statement is always in the same one. Conditions behind an AND are
    // costly here, and only looked at where they matter. Within this process, where other models, inserts and answers need the cores,
    // a second thread costs more than it brings.
    sql: `INSERT INTO ${tables[table]} (${names}, version)
      SELECT ${names}, toUnixTimestamp64Nano(now64(9)) AS version FROM (${select(tables, listed)})
      SETTINGS do_not_merge_across_partitions_select_final = 1, short_circuit_function_evaluation = 'force_enable',
        max_bytes_before_external_group_by = ${bytesInMemory}, max_bytes_before_external_sort = ${bytesInMemory}
        ${engine.kind === 'embedded' ? ', max_threads = 1' : ''}`,
  })
}
