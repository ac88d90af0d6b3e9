import { shortBlockId } from '../../access/block-of-course.ts'
import type { EmbedRequest } from '../../access/embed-provider.ts'
import type { BoardFilter } from './board.ts'
import { rison } from './rison.ts'

/** A column in which dashboards keep what a page can be about, and how it is written there. */
type Columns = Readonly<Record<string, (value: string) => string>>

const asItIs = (value: string) => value

/** A filter on one of these columns is set to what the page is about. */
const columns: Readonly<Record<keyof EmbedRequest['context'], Columns>> = {
  courseKey: { course_key: asItIs },
  // The boards of Aspects that stand beside a course in Studio know blocks by the end of their key.
  blockKey: { block_key: asItIs, block_id: asItIs, usage_key: asItIs, block_id_short: shortBlockId },
}

/**
 * What to choose first in a dashboard's own filters, as the parameter of its URL; null where it has no filter for it. It is
 * in the browser's hands and opens nothing: rows come from the token.
 */
export function preselection(
  filters: readonly BoardFilter[],
  context: EmbedRequest['context'],
): Readonly<Record<string, string>> | null {
  const chosen = (['courseKey', 'blockKey'] as const).flatMap((part) => {
    const value = context[part]
    if (value === undefined) return []
    const filter = filters.find(({ column }) => Object.hasOwn(columns[part], column))
    return filter ? [{ ...filter, value: columns[part][filter.column]!(value) }] : []
  })
  if (chosen.length === 0) return null
  const masks = chosen.map(({ id, column, value }) => [
    id,
    {
      id,
      extraFormData: { filters: [{ col: column, op: 'IN', val: [value] }] },
      filterState: { label: value, value: [value] },
      ownState: {},
    },
  ])
  return { native_filters: rison(Object.fromEntries(masks)) }
}
