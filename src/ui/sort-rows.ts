export type SortValue = string | number | boolean | null | undefined
export interface Sorting {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

/** A new array in order. What is not known comes last in either direction; equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  sortBy: (row: Row) => SortValue,
  direction: Sorting['direction'],
  locale: string,
): readonly Row[] {
  const words = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  const sign = direction === 'ascending' ? 1 : -1
  return [...rows].sort((left, right) => {
    const [a, b] = [sortBy(left) ?? null, sortBy(right) ?? null]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    if (typeof a === 'string' || typeof b === 'string') return sign * words.compare(String(a), String(b))
    return sign * (Number(a) - Number(b))
  })
}

/** What pressing a column's title does: it turns the direction round, and figures begin with the largest. */
export function turnSorting(sorting: Sorting | null, column: string, isFigure: boolean): Sorting {
  if (sorting?.column === column) {
    return { column, direction: sorting.direction === 'ascending' ? 'descending' : 'ascending' }
  }
  return { column, direction: isFigure ? 'descending' : 'ascending' }
}
