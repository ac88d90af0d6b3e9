import { join } from 'node:path'
import { openEmbeddedEngine } from '../warehouse/embedded-engine.ts'

/** Of every table that events fill: how many rows, and a sum over them that any difference changes. */
export type IngestedTables = Readonly<Record<string, { readonly rows: number; readonly sum: string }>>

/** What a process that has ended has left in its data directory, without the times at which it was computed. */
export async function ingestedTables(directory: string): Promise<IngestedTables> {
  const engine = await openEmbeddedEngine(join(directory, 'warehouse'))
  const of = async (rows: string) => {
    const sql = `SELECT count() AS rows, toString(sum(cityHash64(tuple(*)))) AS sum FROM (${rows})`
    const [found] = await engine.rows({ name: 'test', sql })
    return { rows: Number(found?.rows), sum: String(found?.sum) }
  }
  const model = (table: string) => of(`SELECT * EXCEPT version FROM panorama.${table} FINAL`)
  try {
    return {
      // Without FINAL: what was written twice shows.
      raw: await of('SELECT event_id, emission_time, event FROM xapi.xapi_events_all'),
      statements: await of('SELECT * FROM panorama.statements FINAL'),
      learnerCourse: await model('learner_course'),
      learnerQuarter: await model('learner_quarter'),
      learnerBlock: await model('learner_block'),
      learnerVideo: await model('learner_video'),
      pending: await of('SELECT course_key, actor_id FROM panorama.learner_marks FINAL'),
    }
  } finally {
    await engine.close()
  }
}
