import { isRawTable } from './bring-raw-table.ts'
import type { CatalogueOutcome } from './catalogue.ts'
import type { Glue } from './glue.ts'
import { failed, notARawTable, notAView, outcomeOf } from './outcomes.ts'

/** Takes a view or a raw table off the catalogue; what only has its name is left alone. */
export async function dropFromCatalogue(
  glue: Glue,
  subject: Pick<CatalogueOutcome, 'object' | 'table'> & { readonly kind: 'view' | 'raw table' },
): Promise<CatalogueOutcome> {
  const { kind, object } = subject
  try {
    const existing = await glue.table(object)
    if (existing === null) return outcomeOf(subject, 'absent')
    if (kind === 'view' && existing.TableType !== 'VIRTUAL_VIEW') throw notAView(object)
    if (kind === 'raw table' && !isRawTable(existing)) throw notARawTable(object)
    await glue.deleteTable(object)
    return outcomeOf(subject, 'dropped')
  } catch (failure) {
    return failed(subject, failure)
  }
}
