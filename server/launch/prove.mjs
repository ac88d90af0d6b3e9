import { exit } from 'node:process'
import { command, runHere } from './process.mjs'

const proofs = [
  'server/ingest/killed-import.test.ts',
  'server/ingest/reconcile-actors.test.ts',
  'server/retirement/retirement.test.ts',
  'server/retirement/concurrent.test.ts',
  'server/ingest/follow/killed-follow.test.ts',
  'server/ingest/follow/disturbed-logs.test.ts',
  'server/ingest/follow/follow-faults.test.ts',
  'server/ingest/follow/soak.test.ts',
  'server/ingest/import-tracking-logs.test.ts',
  'server/events/statements-of.test.ts',
  'server/warehouse/models/refresh.test.ts',
  'server/warehouse/questions/scope.test.ts',
  'server/warehouse/questions/properties.test.ts',
  'server/warehouse/scope-filters.test.ts',
  'server/lake/killed-publish.test.ts',
  'server/lake/write-parts.test.ts',
  'server/lake/catalogue/catalogue.test.ts',
  'server/http/fuzz.test.ts',
  'server/http/fuzz-programs.test.ts',
  'server/http/every-road.test.ts',
  'server/ingest/follow/mutated-logs.test.ts',
]

/** `npm run prove [-- 50]`: the gate's properties, with so many times their counts and new cases each time. Takes hours. */
export async function run([times = '50']) {
  exit(await runHere(command('vitest/vitest.mjs', 'run', ...proofs), { env: { PANORAMA_EFFORT: times } }))
}
