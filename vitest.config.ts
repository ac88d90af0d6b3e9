import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// How hard properties are tried: 1 in the gate, more in `npm run prove`.
const effort = Number(process.env.PANORAMA_EFFORT ?? 1)

export default defineConfig({
  test: {
    provide: { effort },
    // Much of a test is waiting for the engine: a core less would leave half of a small machine idle.
    maxWorkers: '100%',
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          environment: 'node',
          // chDB crashes in threads, and one process may open one directory.
          pool: 'forks',
          testTimeout: 120_000 * effort,
          hookTimeout: 120_000,
          setupFiles: ['server/testing/effort.ts'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'screen',
          include: ['src/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['src/data/testing/setup.ts'],
        },
      },
    ],
  },
})
