import type { Embed, Embeds, EmbedWanted } from '../contract/embed.ts'
import type { Mode } from '../contract/mode.ts'
import type { Locale } from '../contract/text.ts'
import type { Viewer } from '../contract/viewer.ts'
import { PanoramaError } from '../kernel/errors.ts'
import type { Modes } from '../modes/modes.ts'
import type { Store } from '../store/store.ts'
import type { Area } from './assigned.ts'
import type { EmbedIdentity, EmbedProviders, HostedDashboard } from './embed-provider.ts'
import { type Grants, grantsFor } from './grants.ts'
import { authorArn, type EmbedTool, type Obstacle } from './identity-in-tool.ts'
import { accessRefusals } from './refusals.ts'
import { rowsOfCourse } from './rows.ts'

/** Which dashboards of other tools a person gets, and the opening of them. Who may is decided here, at every question. */
export interface EmbedAccess {
  /** All that a person gets, and the mode in which they do. */
  grants(viewer: Viewer): Promise<Grants & { readonly mode: Mode }>
  /** What there is for a viewer to open; nothing for somebody who is not let in. */
  list(viewer: Viewer, locale: Locale, signal?: AbortSignal): Promise<Embeds>
  /**
   * Opens one dashboard for one person.
   * @throws PanoramaError `not_found` for what is not theirs, `forbidden` with the reason for what cannot be shown to them,
   *   and what the tool itself fails with
   */
  open(viewer: Viewer, wanted: EmbedWanted, locale: Locale, signal?: AbortSignal): Promise<Embed>
  /**
   * Opens QuickSight's own console.
   * @throws PanoramaError `forbidden` for whoever is no author or no user of it
   */
  studio(viewer: Viewer, locale: Locale, signal?: AbortSignal): Promise<Embed>
  /** What the hosted service has for a person, without what is assigned to others; none where it is not asked. */
  hosted(viewer: Viewer, signal?: AbortSignal): Promise<readonly HostedDashboard[]>
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

  async function hosted(viewer: Viewer, signal?: AbortSignal): Promise<readonly HostedDashboard[]> {
    const { mode, hostedRole: role, withheld, rules } = await grants(viewer)
    if (role === null || mode === 'CUSTOM' || providers.hosted === null) return []
    const { username } = viewer
    const found = await providers.hosted.dashboards({ mode, username, role, ...(signal && { signal }) })
    const placed = found
      .filter(({ name }) => !withheld.some(({ provider, providerId }) => provider === 'hosted' && providerId === name))
      .map((dashboard) => ({
        dashboard,
        listed: rules.dashboards.find(
          ({ provider, providerId }) => provider === 'hosted' && providerId === dashboard.name,
        ),
      }))
    return placed
      .sort((one, other) => (one.listed?.priority ?? 0) - (other.listed?.priority ?? 0))
      .map(({ dashboard, listed }) => ({ ...dashboard, displayName: listed?.displayName ?? dashboard.displayName }))
  }

  async function openHosted(viewer: Viewer, name: string, locale: Locale, signal?: AbortSignal): Promise<Embed> {
    const found = (await hosted(viewer, signal)).find((dashboard) => dashboard.name === name)
    if (!found) throw accessRefusals[locale].noSuchEmbed()
    return { provider: 'hosted', url: found.url }
  }

  return {
    grants,
    hosted,

    async list(viewer, locale, signal) {
      const granted = await grants(viewer)
      const [hostedOnes, hostedProblem] = await hosted(viewer, signal).then(
        (found) => [found, null] as const,
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
        studio: mayUseStudio(granted),
        hostedProblem,
      }
    },

    async open(viewer, { id, area, course, block }, locale, signal) {
      const refusals = accessRefusals[locale]
      if (id.startsWith(hostedId)) return openHosted(viewer, id.slice(hostedId.length), locale, signal)
      const { embeds } = await grants(viewer)
      const grant = embeds.find((candidate) => candidate.dashboard.id === id && candidate.area === area)
      if (!grant) throw refusals.noSuchEmbed()
      const { dashboard, tool, identity } = grant
      const provider = providers[tool]
      if (typeof identity === 'string') throw refusals.obstacle(identity, toolNames[tool])
      if (provider === null) throw refusals.obstacle('not-configured', toolNames[tool])
      const narrowed = course === undefined ? identity : aboutCourse(identity, course)
      if (narrowed === null) throw refusals.notYourCourse()
      const { providerId, holdsRowsOfPeople } = dashboard
      return provider.embed({
        dashboard: { providerId, holdsRowsOfPeople },
        viewer,
        identity: narrowed,
        locale,
        context: {
          ...(course !== undefined && { courseKey: course }),
          ...(block !== undefined && { blockKey: block }),
        },
        ...(signal && { signal }),
      })
    },

    async studio(viewer, locale, signal) {
      const refusals = accessRefusals[locale]
      const granted = await grants(viewer)
      if (granted.configured?.role !== 'AUTHOR' || !modes.suppliers(granted.mode).includes('quicksight')) {
        throw refusals.notAnAuthor()
      }
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

  function mayUseStudio(granted: Grants & { readonly mode: Mode }): boolean {
    return (
      authorArn(granted, tools) !== null &&
      providers.quicksight !== null &&
      modes.suppliers(granted.mode).includes('quicksight')
    )
  }
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
