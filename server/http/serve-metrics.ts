import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Gauge } from 'prom-client'
import type { ImportRun } from '../contract/pipeline.ts'
import { forbidden } from '../kernel/errors.ts'
import type { AppDependencies } from './dependencies.ts'
import { measureExtractions } from './extraction-metrics.ts'

/** Runs that `panorama_import_lines` adds up. */
const runsCounted = 1000

/** `GET /metrics` in Prometheus's text format, for a bearer of the token; without a token, for this machine only. */
export function serveMetrics(
  app: FastifyInstance,
  { metrics, metricsToken, store, probes, extractions }: AppDependencies,
): void {
  const { registry } = metrics
  measureExtractions(registry, extractions)
  new Gauge({
    name: 'panorama_import_lines',
    help: `Lines of the newest ${runsCounted} imports, by how they ended.`,
    labelNames: ['data_set', 'outcome'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const run of await store.runs(runsCounted)) addLines(this, run)
    },
  })
  new Gauge({
    name: 'panorama_part_up',
    help: '1 when a part of the service answers.',
    labelNames: ['part'],
    registers: [registry],
    async collect() {
      for (const [part, probe] of Object.entries(probes)) {
        const answers = await probe().then(
          () => 1,
          () => 0,
        )
        this.set({ part }, answers)
      }
    },
  })
  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    const allowed = metricsToken === null ? isLocal(request) : bears(request, metricsToken)
    if (!allowed) {
      throw forbidden('The metrics are not open to you.', {
        advice: 'Ask from the same machine, or set PANORAMA_METRICS_TOKEN and send it as a bearer token.',
      })
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function addLines(gauge: Gauge<'data_set' | 'outcome'>, { dataSet, report }: ImportRun): void {
  const sum = (parts: Readonly<Record<string, number>>) => Object.values(parts).reduce((total, part) => total + part, 0)
  const outcomes = {
    kept: report.kept,
    duplicates: report.duplicates,
    dropped: sum(report.dropped),
    quarantined: sum(report.quarantined),
  }
  for (const [outcome, lines] of Object.entries(outcomes)) gauge.inc({ data_set: dataSet, outcome }, lines)
}

/** From this machine, not through a proxy on it, and not by a page that made its own name point here. */
function isLocal({ socket, headers, hostname }: FastifyRequest): boolean {
  const address = socket.remoteAddress ?? ''
  const loopback = /^(::ffff:)?127\.|^::1$/.test(address)
  const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return loopback && !forwarded && ['localhost', '127.0.0.1', '[::1]', '::1'].includes(hostname)
}

function bears({ headers }: FastifyRequest, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
