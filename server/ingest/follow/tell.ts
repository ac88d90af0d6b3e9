import type { DataSet } from '../../contract/scope.ts'
import { PanoramaError } from '../../kernel/errors.ts'
import type { Store } from '../../store/store.ts'
import { isNamed } from './find-logs.ts'
import type { KnownPlaces } from './known-places.ts'

/** Told once for each change, in words. */
export type Tell = (text: string, isProblem?: boolean) => void

/** What a person needs to know of a failure: its words and its advice. Other errors may quote a learner's data. */
export function describeFailure(cause: unknown): string {
  if (!(cause instanceof PanoramaError)) return 'Something went wrong that should not have.'
  return [cause.message, cause.advice].filter(Boolean).join(' ')
}

/** Two who follow one log do no harm, but somebody may not have meant it. */
export async function tellOfOthers(
  {
    store,
    dataSet,
    patterns,
    tell,
  }: { store: Pick<Store, 'runs'>; dataSet: DataSet; patterns: readonly string[]; tell: Tell },
  known: KnownPlaces,
): Promise<void> {
  const runs = await store.runs(100)
  const others = runs.filter(
    (run) => run.what === 'followed logs' && run.outcome === 'running' && run.dataSet === dataSet,
  )
  const shared = patterns.filter((pattern) => others.some(({ sources }) => sources.includes(pattern)))
  if (shared.length === 0) return
  const places = known.all().filter(({ stored }) => isNamed(shared, stored.path))
  const followers = new Set(places.map(({ stored }) => stored.follower))
  const who = followers.size > 0 ? ` (${[...followers].join(', ')})` : ''
  tell(
    `${shared.join(', ')}: somebody else${who} follows it already, or did until a moment ago. Both may go on: nothing is taken twice.`,
  )
}
