import { misconfigured, PanoramaError } from '../../kernel/errors.ts'
import type { CatalogueOutcome } from './catalogue.ts'

type Subject = Pick<CatalogueOutcome, 'kind' | 'object' | 'table'>

export function outcomeOf(
  subject: Subject,
  outcome: CatalogueOutcome['outcome'],
  says: readonly string[] = [],
): CatalogueOutcome {
  return { ...subject, outcome, says }
}

/** A failure as an outcome, so that it stops nothing else. What is no failure of the catalogue goes on up. */
export function failed(subject: Subject, failure: unknown): CatalogueOutcome {
  if (!(failure instanceof PanoramaError)) throw failure
  const { message, advice } = failure
  return outcomeOf(subject, 'failed', advice === undefined ? [message] : [message, advice])
}

export const notAView = (name: string) =>
  misconfigured(`${name} is in the catalogue already, and is no view.`, {
    advice: 'Drop or rename it, or name the view otherwise: datalake_table_view in the settings file.',
  })

export const notARawTable = (name: string) =>
  misconfigured(`${name} is in the catalogue, and is no table over files of the lake.`, {
    advice: 'Drop or rename it, or name the raw table otherwise: datalake_table_name in the settings file.',
  })
