import type { EmbedRequest } from '../../access/embed-provider.ts'
import type { BoardFilter } from './board.ts'
import { rison } from './rison.ts'

/** Columns in which dashboards keep what a page can be about; a filter on one of them is set to it. */
const columns = {
  courseKey: ['course_key'],
  blockKey: ['block_key', 'block_id', 'usage_key'],
} as const satisfies Record<keyof EmbedRequest['context'], readonly string[]>

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
    const filter = filters.find(({ column }) => (columns[part] as readonly string[]).includes(column))
    return value === undefined || !filter ? [] : [{ ...filter, value }]
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
