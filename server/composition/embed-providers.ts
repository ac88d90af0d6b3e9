import type { EmbedProvider, EmbedProviders } from '../access/embed-provider.ts'
import { actorOf } from '../dashboards/learner-actor.ts'
import { createSupersetProvider } from '../dashboards/superset/superset-provider.ts'
import { openSupersetSession } from '../dashboards/superset/superset-session.ts'
import type { Panorama } from './open-panorama.ts'

/** The other tools whose dashboards this site shows: those that its configuration names. */
export function openEmbedProviders(panorama: Panorama): EmbedProviders {
  return { quicksight: null, superset: supersetOf(panorama), hosted: null }
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
