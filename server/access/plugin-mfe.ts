import type { Locale } from '../contract/text.ts'
import type { Viewer } from '../contract/viewer.ts'
import type { Logger } from '../kernel/log.ts'
import type { EmbedAccess } from './embeds.ts'
import type { Grants } from './grants.ts'
import { accessRefusals } from './refusals.ts'

/** A dashboard as the micro-frontend of the Panorama plugin knows it: all of them are of QuickSight, opened at once. */
export interface PluginDashboard {
  /** QuickSight's own id; the hosted service tells none. */
  readonly id?: string
  readonly name: string
  readonly displayName: string
  readonly url: string
}

/** The answers that the Panorama plugin's backend gives its micro-frontend, by our rules. */
export interface PluginMfe {
  /**
   * Every dashboard of a viewer, each opened: learners theirs as learners, others theirs as staff. Superset's are left out,
   * which that micro-frontend cannot show.
   * @throws PanoramaError `forbidden` for whoever is not let in, `not_found` when nothing is assigned to them, and why none
   *   of what is can be opened
   */
  dashboards(viewer: Viewer, locale: Locale, signal?: AbortSignal): Promise<readonly PluginDashboard[]>
  /** @throws PanoramaError as `EmbedAccess.studio` */
  studio(viewer: Viewer, locale: Locale, signal?: AbortSignal): Promise<readonly PluginDashboard[]>
  standing(viewer: Viewer): Promise<Pick<Grants, 'isLetIn' | 'role'> & { readonly mode: string }>
}

/** Requests to QuickSight at a time for one person, so that a long list does not use up what all may ask. */
const atATime = 4

export function createPluginMfe(embeds: EmbedAccess, log: Logger): PluginMfe {
  async function ofQuickSight(viewer: Viewer, granted: Grants, locale: Locale, signal?: AbortSignal) {
    const all = granted.embeds.filter(({ tool }) => tool === 'quicksight')
    const asStaff = all.filter(({ area }) => area === 'courses')
    const theirs =
      granted.role === 'STUDENT' || asStaff.length === 0 ? all.filter(({ area }) => area === 'student') : asStaff
    const open = async ({ dashboard, area }: (typeof all)[number]): Promise<PluginDashboard> => {
      const opened = await embeds.open(viewer, { id: dashboard.id, area }, locale, signal)
      if (opened.provider !== 'quicksight') throw accessRefusals[locale].noSuchEmbed()
      const { providerId: id, name, displayName } = dashboard
      return { id, name, displayName, url: opened.url }
    }
    return settleInPortions(theirs, open)
  }

  return {
    async dashboards(viewer, locale, signal) {
      const granted = await embeds.grants(viewer)
      if (!granted.isLetIn) throw accessRefusals[locale].notLetIn()
      const hosted = await embeds.openHosted(viewer, locale)
      const outcomes = await ofQuickSight(viewer, granted, locale, signal)
      const opened = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
      const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
      const found = [...hosted, ...opened]
      if (found.length === 0) throw failed[0]?.reason ?? accessRefusals[locale].nothingAssigned()
      // That micro-frontend has no place for what failed: it gets what can be shown.
      if (failed.length > 0) log.warn({ opened: opened.length, failed: failed.length }, 'not every dashboard opened')
      return found
    },

    async studio(viewer, locale, signal) {
      const opened = await embeds.studio(viewer, locale, signal)
      if (opened.provider !== 'quicksight') throw accessRefusals[locale].noSuchEmbed()
      return [{ name: 'console', displayName: 'Console', url: opened.url }]
    },

    async standing(viewer) {
      const { isLetIn, role, mode } = await embeds.grants(viewer)
      return { isLetIn, role, mode }
    },
  }
}

async function settleInPortions<T, R>(items: readonly T[], work: (item: T) => Promise<R>) {
  const outcomes: PromiseSettledResult<R>[] = []
  for (let next = 0; next < items.length; next += atATime) {
    outcomes.push(...(await Promise.allSettled(items.slice(next, next + atATime).map(work))))
  }
  return outcomes
}
