import type { Athena } from './athena.ts'
import type { CatalogueOutcome } from './catalogue.ts'
import type { Glue } from './glue.ts'
import { failed, notAView, outcomeOf } from './outcomes.ts'
import { digestOf } from './partitions.ts'

export interface ViewToMake {
  readonly name: string
  readonly table: CatalogueOutcome['table']
  /** CREATE OR REPLACE VIEW. */
  readonly sql: string
  /** Said when it is made. */
  readonly says: readonly string[]
  /** How it was made last, as was noted; undefined: it is made in any case. */
  readonly noted: string | undefined
}

/** How a view was made, in few letters: what is noted of it. */
export const viewMark = (sql: string) => digestOf(sql)

/** Makes a view, unless it is there as it should be. */
export async function makeView(glue: Glue, athena: Athena, view: ViewToMake): Promise<CatalogueOutcome> {
  const { name, table, sql, says, noted } = view
  const subject = { kind: 'view', object: name, table } as const
  try {
    const existing = await glue.table(name)
    if (existing !== null && existing.TableType !== 'VIRTUAL_VIEW') throw notAView(name)
    if (existing !== null && noted === viewMark(sql)) return outcomeOf(subject, 'unchanged')
    await athena.run(sql, `the view ${name}`)
    return outcomeOf(subject, 'made', says)
  } catch (failure) {
    return failed(subject, failure)
  }
}
