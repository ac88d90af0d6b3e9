import type { Query, QueryClient } from '@tanstack/react-query'
import type { Change } from '../../server/contract/change.ts'
import type { ChartChoices } from './queries.ts'

/** Milliseconds between two rounds of asking: however often figures change, a chart is asked at most once in this time. */
const round = 1_500

/**
 * Makes news of course runs into new figures on screen: what shows them is asked anew, at once after a quiet time, else
 * in rounds that wait for one another. While the page is out of sight nothing is asked; it is when the page is back.
 * @returns what to call with the course runs that have new figures, or null when anything may be new
 */
export function createOutdating(queryClient: QueryClient): (courses: Change['courses']) => void {
  let news: Set<string> | 'everything' | null = null
  let isAsking = false

  async function askAnew() {
    isAsking = true
    while (news !== null) {
      const told = news
      news = null
      const anew = queryClient.invalidateQueries({
        refetchType: document.hidden ? 'none' : 'active',
        ...(told !== 'everything' && { predicate: (query) => isAbout(query, told) }),
      })
      await Promise.all([anew, new Promise((resolve) => setTimeout(resolve, round))])
    }
    isAsking = false
  }

  return (courses) => {
    if (courses === null) news = 'everything'
    else if (news !== 'everything') news = new Set([...(news ?? []), ...courses])
    if (!isAsking) void askAnew()
  }
}

/** Whether an answer may hold figures of these course runs; the keys are those of `queries.ts`. */
function isAbout({ queryKey }: Query, courses: ReadonlySet<string>): boolean {
  const [area, , part, , choices] = queryKey
  if (area === 'courses') return true
  if (area !== 'dashboards' || part !== 'charts') return false
  const { course } = choices as ChartChoices
  return course === undefined || courses.has(course)
}
