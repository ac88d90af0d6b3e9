import type { AccessRules } from '../contract/access.ts'
import type { Embed, Embeds, EmbedWanted } from '../contract/embed.ts'
import type { Mode } from '../contract/mode.ts'
import type { Locale } from '../contract/text.ts'
import type { Viewer } from '../contract/viewer.ts'
import { PanoramaError } from '../kernel/errors.ts'
import type { Modes } from '../modes/modes.ts'
import type { Store } from '../store/store.ts'
import type { Area } from './assigned.ts'
import type { EmbedIdentity, EmbedProviders, EmbedRequest, HostedDashboard } from './embed-provider.ts'
import { type Grants, grantsFor } from './grants.ts'
import { authorArn, type EmbedTool, type Obstacle } from './identity-in-tool.ts'
import { pageContext } from './page-context.ts'
import { accessRefusals } from './refusals.ts'
import { rowsOfCourse } from './rows.ts'

/** Which dashboards of other tools a person gets, and the opening of them. Who may is decided here, at every question. */
export interface EmbedAccess {
  /** All that a person gets, and the mode in which they do. */
  grants(viewer: Viewer): Promise<Grants & { readonly mode: Mode }>
  /** Whether there may be anything for a viewer to open or to make. Nobody outside is asked, so that nobody learns of them. */
  hasAny(viewer: Viewer): Promise<boolean>
  /** What there is for a viewer to open; nothing for somebody who is not let in. */
  list(viewer: Viewer, locale: Locale): Promise<Embeds>
  /**
   * Opens one dashboard for one person, about the course and the block that the page is about.
   * @throws PanoramaError `not_found` for what is not theirs, `forbidden` with the reason for what cannot be shown to them,
   *   `invalid_request` for a block of another course, and what the tool itself fails with
   */
  open(viewer: Viewer, wanted: EmbedWanted, locale: Locale, signal?: AbortSignal): Promise<Embed>
  /**
   * Opens QuickSight's own console.
   * @throws PanoramaError `forbidden` for whoever is no author or no user of it
   */
  studio(viewer: Viewer, locale: Locale, signal?: AbortSignal): Promise<Embed>
  /** All that the hosted service has for a person, opened, without what is assigned to others; none where it is not asked. */
  openHosted(viewer: Viewer, locale: Locale): Promise<readonly HostedDashboard[]>
  /** Whether a dashboard of ours, by its slug, is kept from this person because it is assigned to others. */
  isWithheld(viewer: Viewer, slug: string): Promise<boolean>
}

export interface EmbedAccessParts {
  readonly store: Pick<Store, 'accessRules'>
  readonly modes: Pick<Modes, 'access' | 'suppliers'> & { current(): Promise<{ readonly mode: Mode }> }
  readonly providers: EmbedProviders
  /** `PANORAMA_DEFAULT_USER_ARN`; null where there is none. */
  readonly defaultArn: string | null
}

const toolNames: Readonly<Record<EmbedTool, string>> = { quicksight: 'Amazon QuickSight', superset: 'Superset' }
const hostedId = 'hosted:'

export function createEmbedAccess({ store, modes, providers, defaultArn }: EmbedAccessParts): EmbedAccess {
  const tools = { quicksight: providers.quicksight, superset: providers.superset, defaultArn }

  async function grants(viewer: Viewer) {
    const [{ mode }, rules] = await Promise.all([modes.current(), store.accessRules()])
    const circumstances = { mode, areas: modes.access(viewer, mode), suppliers: modes.suppliers(mode) }
    return { ...grantsFor(viewer, circumstances, rules, tools), mode, rules }
  }

  /** Whether the hosted service has dashboards for a viewer, as far as we know without asking it. */
  function mayHaveHosted({ mode, hostedRole }: Grants & { readonly mode: Mode }): boolean {
    return hostedRole !== null && mode !== 'CUSTOM' && (providers.hosted?.isAskedIn(mode) ?? false)
  }

  /** The hosted service and as whom it is asked; null where it is not. */
  function hostedFor(viewer: Viewer, granted: Grants & { readonly mode: Mode }) {
    const { mode, hostedRole: role } = granted
    const { hosted: service } = providers
    if (!mayHaveHosted(granted) || role === null || mode === 'CUSTOM' || service === null) return null
    // It goes by the username, and would take whoever looks for the one they look as.
    if (viewer.onlooker !== undefined) return null
    return { service, request: { mode, username: viewer.username, role } }
  }

  return {
    grants,
    async openHosted(viewer, locale) {
      const granted = await grants(viewer)
      const hosted = hostedFor(viewer, granted)
      return hosted === null ? [] : placed(await hosted.service.openAll(hosted.request, locale), granted)
    },

    async hasAny(viewer) {
      const granted = await grants(viewer)
      return granted.embeds.length > 0 || mayUseStudio(granted) || mayHaveHosted(granted)
    },

    async list(viewer, locale) {
      const granted = await grants(viewer)
      const hosted = hostedFor(viewer, granted)
      const [hostedOnes, hostedProblem] = await (
        hosted?.service.list(hosted.request, locale) ?? Promise.resolve([])
      ).then(
        (found) => [placed(found, granted), null] as const,
        (error: unknown) => [[], obstacleOf(error)] as const,
      )
      const hostedArea: Area = granted.hostedRole === 'STUDENT' ? 'student' : 'courses'
      return {
        embeds: [
          ...granted.embeds.map(({ dashboard, tool, area, identity }) => ({
            id: dashboard.id,
            area,
            provider: tool,
            title: dashboard.displayName,
            obstacle:
              typeof identity === 'string'
                ? obstacleOf(accessRefusals[locale].obstacle(identity, toolNames[tool]))
                : null,
          })),
          ...hostedOnes.map(({ name, displayName }) => ({
            id: `${hostedId}${name}`,
            area: hostedArea,
            provider: 'hosted' as const,
            title: displayName,
            obstacle: null,
          })),
        ],
        studio: viewer.onlooker === undefined && mayUseStudio(granted),
        hostedProblem,
        ...(viewer.onlooker !== undefined && { untouched: untouched(granted, locale) }),
      }
    },

    async open(viewer, wanted, locale, signal) {
      const { id, area } = wanted
      const refusals = accessRefusals[locale]
      const granted = await grants(viewer)
      if (id.startsWith(hostedId)) {
        const name = id.slice(hostedId.length)
        const hosted = hostedFor(viewer, granted)
        if (hosted === null || isKept(name, granted)) throw refusals.noSuchEmbed()
        // The service is not told what the page is about; its frame is, in the browser.
        pageContext(viewer, wanted, refusals)
        return hosted.service.open(hosted.request, name, locale)
      }
      const grant = granted.embeds.find((candidate) => candidate.dashboard.id === id && candidate.area === area)
      if (!grant) throw refusals.noSuchEmbed()
      const { dashboard, tool, identity } = grant
      const provider = providers[tool]
      if (typeof identity === 'string') throw refusals.obstacle(identity, toolNames[tool])
      if (provider === null) throw refusals.obstacle('not-configured', toolNames[tool])
      const context = pageContext(viewer, wanted, refusals)
      const narrowed = context.courseKey === undefined ? identity : aboutCourse(identity, context.courseKey)
      if (narrowed === null) throw refusals.notYourCourse()
      const { providerId, holdsRowsOfPeople } = dashboard
      return provider.embed({
        dashboard: { providerId, holdsRowsOfPeople },
        viewer: whoLooks(viewer),
        identity: narrowed,
        locale,
        context,
        ...(signal && { signal }),
      })
    },

    async studio(viewer, locale, signal) {
      const refusals = accessRefusals[locale]
      const granted = await grants(viewer)
      if (granted.configured?.role !== 'AUTHOR' || !modes.suppliers(granted.mode).includes('quicksight')) {
        throw refusals.notAnAuthor()
      }
      if (viewer.onlooker !== undefined) throw refusals.studioAsAnother()
      const refuse = (what: Obstacle) => refusals.obstacle(what, toolNames.quicksight)
      if (providers.quicksight === null) throw refuse('not-configured')
      const arn = authorArn(granted, tools)
      if (arn === null) throw refuse('needs-user')
      return providers.quicksight.studio({ arn, locale, ...(signal && { signal }) })
    },

    async isWithheld(viewer, slug) {
      const { withheld } = await grants(viewer)
      return withheld.some(({ provider, providerId }) => provider === 'native' && providerId === slug)
    },
  }

  /** What is theirs and is not opened to whoever looks as them, in words. */
  function untouched(granted: Grants & { readonly mode: Mode }, locale: Locale): { message: string; advice: string }[] {
    const refusals = accessRefusals[locale]
    return [
      ...(mayHaveHosted(granted) ? [obstacleOf(refusals.hostedAsAnother())] : []),
      ...(mayUseStudio(granted) ? [obstacleOf(refusals.studioAsAnother())] : []),
    ]
  }

  function mayUseStudio(granted: Grants & { readonly mode: Mode }): boolean {
    return (
      authorArn(granted, tools) !== null &&
      providers.quicksight !== null &&
      modes.suppliers(granted.mode).includes('quicksight')
    )
  }
}

/** The person who really looks: tools count them, and never take them for the one they look as. */
function whoLooks(viewer: Viewer): EmbedRequest['viewer'] {
  const { onlooker = viewer } = viewer
  return { userId: onlooker.userId }
}

/** Whether a hosted dashboard is assigned to others. */
function isKept(name: string, { withheld }: Pick<Grants, 'withheld'>): boolean {
  return withheld.some(({ provider, providerId }) => provider === 'hosted' && providerId === name)
}

/** Hosted dashboards without those of others, with our titles and in our order where they are listed. */
function placed<T extends Omit<HostedDashboard, 'url'>>(
  found: readonly T[],
  granted: Pick<Grants, 'withheld'> & { readonly rules: AccessRules },
): readonly T[] {
  const listed = (name: string) =>
    granted.rules.dashboards.find(({ provider, providerId }) => provider === 'hosted' && providerId === name)
  const priority = ({ name }: T) => listed(name)?.priority ?? 0
  return found
    .filter(({ name }) => !isKept(name, granted))
    .sort((one, other) => priority(one) - priority(other))
    .map((dashboard) => ({ ...dashboard, displayName: listed(dashboard.name)?.displayName ?? dashboard.displayName }))
}

/** The same person on a page about one course; null when it is not theirs. Users of the tool see what they see there. */
function aboutCourse(identity: EmbedIdentity, course: string): EmbedIdentity | null {
  if (identity.kind === 'registered') return identity
  const rows = rowsOfCourse(identity.rows, course)
  return rows && { kind: 'guest', rows }
}

/** What went wrong, for a list that is shown all the same. */
function obstacleOf(error: unknown): { message: string; advice: string } {
  if (!(error instanceof PanoramaError)) throw error
  return { message: error.message, advice: error.advice ?? '' }
}
