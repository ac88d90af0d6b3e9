import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What an operator may want to draw. No label ever names a learner or a course. */
export interface Metrics {
  readonly registry: Registry
  observeRequest(method: string, route: string, status: number, seconds: number): void
  /** @param name of the question or job that asked */
  observeQuery(name: string, seconds: number, outcome: 'answered' | 'failed'): void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'panorama_http_request_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.15, 0.5, 1, 2, 5, 15],
    registers: [registry],
  })
  const queries = new Histogram({
    name: 'panorama_query_seconds',
    help: 'Time the engine took, by the question or job that asked.',
    labelNames: ['name', 'outcome'],
    buckets: [0.002, 0.01, 0.05, 0.15, 0.5, 1, 5, 30],
    registers: [registry],
  })
  return {
    registry,
    observeRequest: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    observeQuery: (name, seconds, outcome) => queries.observe({ name, outcome }, seconds),
  }
}
