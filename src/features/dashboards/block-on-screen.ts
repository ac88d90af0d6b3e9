import type { Dashboard } from '../../../server/contract/dashboard.ts'

/** Columns of usage keys: a choice among their values is a choice of a block. */
const blockColumns: readonly string[] = ['block_key']

/**
 * The usage key of the block that somebody chose on the tab that is open; undefined where they chose none. What the page
 * shows first by itself is no choice.
 */
export function blockOnScreen(
  { tabs, charts, filters }: Pick<Dashboard, 'tabs' | 'charts' | 'filters'>,
  tab: string | undefined,
  search: URLSearchParams,
): string | undefined {
  const current = tabs.find(({ id }) => id === tab) ?? tabs[0]
  const shown = charts.filter(({ id }) => current?.charts.includes(id))
  const chosen = filters.find(
    (filter) =>
      filter.kind === 'choice' &&
      blockColumns.includes(filter.valueColumn) &&
      search.has(filter.id) &&
      shown.some((chart) => chart.filters.includes(filter.id)),
  )
  return (chosen && search.get(chosen.id)) || undefined
}
