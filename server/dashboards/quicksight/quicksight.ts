import type { EmbedRequest, StudioProvider } from '../../access/embed-provider.ts'
import type { Embed } from '../../contract/embed.ts'
import type { Locale } from '../../contract/text.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Logger } from '../../kernel/log.ts'
import type { QuickSightClient } from './client.ts'
import { consoleFeatures, dashboardFeatures } from './features.ts'
import { createMintLimit } from './mint-limit.ts'
import type { Operation } from './operations.ts'
import type { Refusal } from './refusal.ts'
import { createRegisteredUsers, type RegisteredUser } from './registered-users.ts'
import { sessionTagsOf } from './session-tags.ts'
import { arnOf, frameOriginsOf, type QuickSightSettings } from './settings.ts'
import { createSingleUse } from './single-use.ts'
import { readUserArn } from './user-arn.ts'
import { failureOf, ourRefusals } from './words.ts'

export interface QuickSightOptions {
  readonly settings: QuickSightSettings
  readonly client: QuickSightClient
  /** Root URL of the LMS, whose host the tags of guests name. */
  readonly lmsUrl: string
  readonly clock: Clock
  readonly log: Logger
}

/**
 * Addresses in a minute for one person. A guest's costs money when it is opened; a user's does not, and the plugin's own
 * micro-frontend asks for those of all dashboards at each visit.
 */
const mostInAMinute = { guest: 30, registered: 120 } as const

/** What the browser's part of QuickSight can frame. */
const embeddableId = /^[\w-]{1,512}$/

/** QuickSight's dashboards, and its console for authors: each person as the identity that they were given. */
export function createQuickSight({ settings, client, lmsUrl, clock, log }: QuickSightOptions): StudioProvider {
  const { sessionMinutes, allowedDomains, defaultUserArn, features } = settings
  const users = createRegisteredUsers(client, { accountId: settings.accountId, clock })
  const addresses = createSingleUse<string>(clock)
  const limit = createMintLimit(clock)
  const frameOrigins = frameOriginsOf(settings)
  const session = { SessionLifetimeInMinutes: sessionMinutes, AllowedDomains: [...allowedDomains] }

  async function activeUser(arn: string, locale: Locale): Promise<RegisteredUser> {
    const user = await users.find(arn, locale)
    if (user.isActive) return user
    users.forget(arn)
    throw ourRefusals.inactiveUser(locale)
  }

  /** Whom the whole site shares: that user keeps nothing of anybody, no bookmarks, no filters of the last who looked. */
  const shared = defaultUserArn === null ? null : readUserArn(defaultUserArn)
  const isShared = ({ namespace, userName }: RegisteredUser) =>
    shared?.namespace === namespace && shared.userName === userName

  /** @throws PanoramaError `misconfigured` for an address that the page would not be allowed to frame */
  function checked(operation: Operation, url: string | undefined, requestId: string | undefined, locale: Locale) {
    const isOurs = url !== undefined && URL.canParse(url) && frameOrigins.includes(new URL(url).origin)
    if (isOurs) {
      log.info({ provider: 'quicksight', operation, requestId }, 'QuickSight made an address')
      return url
    }
    const refusal: Refusal = {
      operation,
      reason: 'foreign-address',
      errorName: 'none',
      requestId: requestId ?? null,
      identityRegion: null,
      keyAccount: null,
    }
    log.warn({ provider: 'quicksight', ...refusal }, 'QuickSight gave an address that cannot be framed')
    throw failureOf(refusal, locale)
  }

  async function asRegistered(dashboardId: string, arn: string, locale: Locale): Promise<string> {
    const user = await activeUser(arn, locale)
    const offered = isShared(user) ? [] : features
    const operation = 'GenerateEmbedUrlForRegisteredUser'
    const { EmbedUrl, RequestId } = await client
      .call(
        operation,
        {
          ...session,
          UserArn: user.arn,
          ExperienceConfiguration: {
            Dashboard: { InitialDashboardId: dashboardId, FeatureConfigurations: dashboardFeatures(offered) },
          },
        },
        { locale },
      )
      .catch((cause) => {
        users.forget(arn)
        throw cause
      })
    return checked(operation, EmbedUrl, RequestId, locale)
  }

  async function asGuest(dashboardId: string, tags: ReturnType<typeof sessionTagsOf>, locale: Locale): Promise<string> {
    const operation = 'GenerateEmbedUrlForAnonymousUser'
    const { EmbedUrl, RequestId } = await client.call(
      operation,
      {
        ...session,
        Namespace: settings.namespace,
        // Also the limit of where the session can go from here: to no other dashboard.
        AuthorizedResourceArns: [arnOf(settings, settings.region, `dashboard/${dashboardId}`)],
        SessionTags: tags,
        ExperienceConfiguration: {
          Dashboard: {
            InitialDashboardId: dashboardId,
            FeatureConfigurations: { SharedView: { Enabled: false } },
          },
        },
      },
      { locale },
    )
    return checked(operation, EmbedUrl, RequestId, locale)
  }

  const grant = (url: string): Embed => ({ provider: 'quicksight', url, sessionMinutes })

  function addressFor({ dashboard, identity, locale, viewer, signal }: EmbedRequest): Promise<string> {
    const { providerId } = dashboard
    if (identity.kind === 'registered') {
      const key = JSON.stringify([viewer.userId, providerId, identity.arn])
      return addresses.take(key, () => asRegistered(providerId, identity.arn, locale), signal)
    }
    if (!settings.capacityPricing) throw ourRefusals.noGuests(locale)
    const tags = sessionTagsOf(identity.rows, lmsUrl, locale)
    const key = JSON.stringify([viewer.userId, providerId, tags])
    return addresses.take(key, () => asGuest(providerId, tags, locale), signal)
  }

  return {
    provider: 'quicksight',
    takesGuests: settings.capacityPricing,

    async embed(request) {
      const { dashboard, viewer, identity, locale } = request
      if (!embeddableId.test(dashboard.providerId)) throw ourRefusals.unknownDashboard(locale)
      if (!limit.allows(`viewer ${viewer.userId}`, mostInAMinute[identity.kind])) throw ourRefusals.tooOften(locale)
      return grant(await addressFor(request))
    },

    async studio({ arn, locale, signal }) {
      if (!limit.allows(`author ${arn}`, mostInAMinute.registered)) throw ourRefusals.tooOften(locale)
      const user = await activeUser(arn, locale)
      if (!user.isAuthor) throw ourRefusals.noStudio(locale)
      const operation = 'GenerateEmbedUrlForRegisteredUser'
      const url = await addresses.take(
        JSON.stringify(['studio', user.arn]),
        async () => {
          const QuickSightConsole = { InitialPath: '/start', FeatureConfigurations: consoleFeatures(features) }
          const input = { ...session, UserArn: user.arn, ExperienceConfiguration: { QuickSightConsole } }
          const { EmbedUrl, RequestId } = await client.call(operation, input, { locale })
          return checked(operation, EmbedUrl, RequestId, locale)
        },
        signal,
      )
      return grant(url)
    },
  }
}
