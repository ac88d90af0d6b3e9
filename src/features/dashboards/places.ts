import type { Chart } from '../../../server/contract/dashboard.ts'

/** How wide each chart of a tab stands: halves in pairs, and a half without a partner over the full width. */
export function placesOf(charts: readonly Chart[]): { readonly chart: Chart; readonly isFull: boolean }[] {
  const places: { chart: Chart; isFull: boolean }[] = []
  let open: { chart: Chart; isFull: boolean } | null = null
  for (const chart of charts) {
    const place = { chart, isFull: chart.width === 'full' }
    places.push(place)
    if (!place.isFull && open === null) {
      open = place
      continue
    }
    // A full one after a lone half: the half cannot wait for a partner behind it.
    if (place.isFull && open !== null) open.isFull = true
    open = null
  }
  if (open !== null) open.isFull = true
  return places
}
