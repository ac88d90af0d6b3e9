import { defineConfig } from 'vitest/config'

/** `npm run test:superset`: a real Superset beside the built product; not part of the ordinary tests. */
export default defineConfig({
  test: {
    name: 'superset',
    root: new URL('../..', import.meta.url).pathname,
    include: ['e2e/superset/*.test.ts'],
    pool: 'forks',
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
})
