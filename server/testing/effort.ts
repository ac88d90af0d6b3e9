import fc from 'fast-check'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    effort: number
  }
}

/** How often properties are tried, as a multiple of what the gate does: `npm run prove` sets it. */
export const effort = inject('effort')

// The gate tries the same cases each time; a proof looks for new ones, and prints the seed of what it finds.
if (effort === 1) fc.configureGlobal({ seed: 20_260_101 })
