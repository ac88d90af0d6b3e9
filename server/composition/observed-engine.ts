import type { Engine, EngineQuery } from '../warehouse/engine.ts'

/** Told after every query: the question or job that asked, how long it took, and whether it was answered. */
export type ObserveQuery = (name: string, seconds: number, outcome: 'answered' | 'failed') => void

/** The same engine, with its queries counted. */
export function observedEngine(engine: Engine, observe: ObserveQuery): Engine {
  const observed =
    <T>(run: (query: EngineQuery) => Promise<T>) =>
    async (query: EngineQuery): Promise<T> => {
      const started = performance.now()
      let outcome: 'answered' | 'failed' = 'failed'
      try {
        const result = await run(query)
        outcome = 'answered'
        return result
      } finally {
        observe(query.name, (performance.now() - started) / 1000, outcome)
      }
    }
  return {
    ...engine,
    rows: observed((query) => engine.rows(query)),
    command: observed((query) => engine.command(query)),
  }
}
