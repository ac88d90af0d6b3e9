import type { FastifyInstance } from 'fastify'
import { createAccessAdmin } from '../access/admin.ts'
import { createEmbedAccess } from '../access/embeds.ts'
import { createPluginMfe } from '../access/plugin-mfe.ts'
import { createToolAdmin } from '../access/tools.ts'
import type { Config } from '../config/read-config.ts'
import { createChanges } from '../dashboards/changes.ts'
import { createDashboards } from '../dashboards/dashboards.ts'
import { createApp } from '../http/app.ts'
import type { AppDependencies } from '../http/dependencies.ts'
import { refuseForeignNames } from '../http/host-names.ts'
import { createMetrics, type Metrics } from '../http/metrics.ts'
import type { Logger } from '../kernel/log.ts'
import { createFlowMeter } from '../load/flow.ts'
import { createViews } from '../views/views.ts'
import { seedDemoData } from './demo-data.ts'
import { openEmbedProviders } from './embed-providers.ts'
import { followTrackingLogs } from './follow-tracking-logs.ts'
import { frameOriginsOfTools } from './frame-origins.ts'
import { keepFresh } from './keep-fresh.ts'
import { checkPort, listen } from './listening.ts'
import { openExtractions } from './open-extractions.ts'
import { openPanorama, type Panorama } from './open-panorama.ts'
import type { Progress } from './progress.ts'
import { openSignIn } from './sign-in.ts'
import { openToolTesters } from './tool-testers.ts'
import { openWaysIn, type WaysIn } from './ways-in.ts'

/** How long requests that are under way may take to finish when the service stops. */
const patienceMs = 10_000

export interface Service {
  readonly panorama: Panorama
  /** Stops listening, finishes what is under way, and closes everything. */
  stop(): Promise<void>
}

export interface ServiceOptions {
  readonly log: Logger
  readonly progress: Progress
  /** Directory of the built screen. */
  readonly screenDir: string
  /** Path of the program with the commands. */
  readonly commandLine: string
  /** Stops a start that is still preparing the demo. */
  readonly signal: AbortSignal
}

/**
 * Starts the service: opens its parts, prepares the demo where people sign in through the stand-in LMS, and listens.
 * @throws PanoramaError `in_use` for a data directory or port that is taken, `unavailable` for a part that does not answer
 */
export async function startService(config: Config, options: ServiceOptions): Promise<Service> {
  const { log, progress, signal } = options
  await checkPort(config)
  const metrics = createMetrics()
  const panorama = await openPanorama(config, { role: 'server', observe: metrics.observeQuery })
  try {
    // With a real LMS the demo is filled while the service is up already: its probes must not wait for it.
    if (config.standInLms) await seedDemoData(panorama, progress, signal)
    let wake = () => {}
    const waysIn = openWaysIn(panorama, () => wake())
    const extractions = openExtractions(panorama, options)
    const app = await createService(panorama, metrics, { ...waysIn, extractions }, options)
    await listen(app, config)
    extractions.begin()
    const fresh = keepFresh(panorama, log, progress)
    wake = fresh.wake
    const following = followTrackingLogs(panorama, waysIn.liveIngest, fresh.wake, log)
    return {
      panorama,
      async stop() {
        await Promise.all([close(app), following.stop(), fresh.stop(), extractions.stop()])
        await panorama.close()
      },
    }
  } catch (error) {
    await panorama.close()
    throw error
  }
}

async function createService(
  panorama: Panorama,
  metrics: Metrics,
  waysIn: WaysIn & Pick<AppDependencies, 'extractions'>,
  { log, screenDir }: ServiceOptions,
): Promise<FastifyInstance> {
  const { config, clock, store, engine, warehouse, modes } = panorama
  const isDemo = async () => (await modes.current()).mode === 'DEMO'
  const flowMeter = createFlowMeter({ warehouse, store, clock })
  const { identity, standIn } = await openSignIn(config, { clock, log, isDemo })
  const providers = openEmbedProviders(panorama, log)
  const embeds = createEmbedAccess({
    store,
    modes,
    providers,
    defaultArn: config.quickSight?.defaultUserArn ?? null,
  })
  const app = await createApp({
    log,
    metrics,
    identity,
    views: createViews({ store, modes, warehouse, clock, lmsUrl: config.lmsUrl, showsNames: config.showsNames }),
    modes,
    dashboards: createDashboards({
      ...{ warehouse, modes, clock, lmsUrl: config.lmsUrl, showsNames: config.showsNames },
      isWithheld: embeds.isWithheld,
    }),
    changes: createChanges({ warehouse, modes, clock, lmsUrl: config.lmsUrl, log }),
    embeds,
    frameOrigins: frameOriginsOfTools(config),
    pluginMfe: createPluginMfe(embeds, log),
    pluginMfeOrigins: config.pluginMfeOrigins,
    access: createAccessAdmin(store, clock),
    tools: createToolAdmin(store, modes, openToolTesters(panorama, providers)),
    store,
    ...waysIn,
    flow: async () => flowMeter.sample((await modes.current()).dataSet),
    probes: {
      warehouse: () => engine.rows({ name: 'probe', sql: 'SELECT 1', maxSeconds: 3 }),
      store: () => store.setting('probe'),
    },
    site: {
      siteName: config.siteName,
      logoUrl: config.logoUrl,
      brandUrls: config.brandUrls,
      languageCookie: config.cookies.language,
      lmsUrl: config.lms?.url ?? null,
    },
    publicUrl: config.publicUrl,
    publicPath: config.publicPath,
    trustedProxies: config.trustedProxies,
    requestsPerMinute: config.requestsPerMinute,
    metricsToken: config.metricsToken,
    screenDir,
  })
  if (standIn) {
    refuseForeignNames(app, config.publicUrl)
    await app.register(standIn.plugin)
  }
  return app
}

async function close(app: FastifyInstance): Promise<void> {
  const cutOff = setTimeout(() => app.server.closeAllConnections(), patienceMs)
  await app.close()
  clearTimeout(cutOff)
}
