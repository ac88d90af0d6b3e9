import type { Row } from '../contract/dashboard.ts'
import type { DataSet } from '../contract/scope.ts'
import type { Locale } from '../contract/text.ts'
import { ask, type Warehouse } from '../warehouse/ask.ts'
import { namesOfLearners } from '../warehouse/questions/site/names-of-learners.ts'
import type { ChartDefinition } from './definition.ts'
import { pseudonymOf } from './pseudonym.ts'

/** Who reads, of which course, and whether they may be told the names of its learners. */
export interface NameReader {
  readonly courseKey: string
  readonly dataSet: DataSet
  readonly locale: Locale
  readonly mayTellNames: boolean
}

/** Puts in the place of each learner's id their name, or a pseudonym where it must not be told or nobody knows it. */
export async function callLearners(
  warehouse: Warehouse,
  { question }: ChartDefinition,
  rows: readonly Row[],
  { courseKey, dataSet, locale, mayTellNames }: NameReader,
): Promise<readonly Row[]> {
  const keys = Object.keys(question.columns).filter((key) => question.columns[key]?.type === 'learner')
  if (keys.length === 0 || rows.length === 0) return rows
  const ids = [...new Set(rows.flatMap((row) => keys.map((key) => String(row[key]))))]
  // The names are the site's; whose rows these are was decided by the scope of whoever asked.
  const known = mayTellNames
    ? await ask(warehouse, namesOfLearners, { scope: { kind: 'site' }, dataSet, params: { actor_ids: ids } })
    : []
  const names = new Map(known.map(({ actor_id: id, name, username }) => [id, name || username]))
  const called = (id: string) => names.get(id) ?? pseudonymOf(id, courseKey, locale)
  return rows.map((row) => ({ ...row, ...Object.fromEntries(keys.map((key) => [key, called(String(row[key]))])) }))
}
