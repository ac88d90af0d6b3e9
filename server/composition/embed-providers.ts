import type { EmbedProvider, EmbedProviders, HostedService, StudioProvider } from '../access/embed-provider.ts'
import { createHostedDashboards } from '../dashboards/hosted/hosted.ts'
import { actorOf } from '../dashboards/learner-actor.ts'
import { createQuickSightClient } from '../dashboards/quicksight/client.ts'
import { createQuickSight } from '../dashboards/quicksight/quicksight.ts'
import { createSupersetProvider } from '../dashboards/superset/superset-provider.ts'
import { openSupersetSession } from '../dashboards/superset/superset-session.ts'
import type { Logger } from '../kernel/log.ts'
import type { Panorama } from './open-panorama.ts'

/** The other tools whose dashboards this site shows: those that its configuration names. */
export function openEmbedProviders(panorama: Panorama, log: Logger): EmbedProviders {
  return { quicksight: quickSightOf(panorama, log), superset: supersetOf(panorama), hosted: hostedOf(panorama, log) }
}

function quickSightOf({ config, clock }: Panorama, log: Logger): StudioProvider | null {
  const settings = config.quickSight
  if (settings === null) return null
  const client = createQuickSightClient(settings, log)
  return createQuickSight({ settings, client, lmsUrl: config.lmsUrl, clock, log })
}

function hostedOf({ config, clock }: Panorama, log: Logger): HostedService | null {
  if (config.hosted === null) return null
  return createHostedDashboards({ settings: config.hosted, lmsUrl: config.lmsUrl, clock, log })
}

function supersetOf({ config, clock, modes, warehouse }: Panorama): EmbedProvider | null {
  if (config.superset === null) return null
  const { url, internalUrl, authProvider, service } = config.superset
  return createSupersetProvider({
    session: openSupersetSession({ url: internalUrl, authProvider, ...service }, clock),
    url,
    clock,
    async actorOf(userId) {
      const { dataSet } = await modes.current()
      return actorOf(warehouse, { dataSet, lmsUrl: config.lmsUrl, userId })
    },
  })
}
