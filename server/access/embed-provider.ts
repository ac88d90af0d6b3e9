import type { Embed, Provider } from '../contract/embed.ts'
import type { Mode } from '../contract/mode.ts'
import type { Locale } from '../contract/text.ts'
import type { Viewer } from '../contract/viewer.ts'

/** The rows that a person may see in another tool: its session tags or row clauses are made from this, on the server. */
export type RowsOf =
  | {
      readonly kind: 'learner'
      readonly userId: number
      /** Only those in these courses, for somebody who looks as the learner; not every tool can do that. */
      readonly within?: RowsOfCourses
    }
  | ({ readonly kind: 'courses' } & RowsOfCourses)
  | { readonly kind: 'site' }

/** Those of these course runs, and of every run of these organisations; never empty. */
export interface RowsOfCourses {
  readonly courseKeys: readonly string[]
  readonly orgs: readonly string[]
}

/**
 * As whom a person appears in another tool.
 * - `registered`: as a user of QuickSight, whose own permissions and row rules hold.
 * - `guest`: as nobody in particular, who sees these rows and no others.
 */
export type EmbedIdentity =
  | { readonly kind: 'registered'; readonly arn: string }
  | { readonly kind: 'guest'; readonly rows: RowsOf }

/** One dashboard to be shown to one person. Nothing of it comes from the browser, save the context, which is checked. */
export interface EmbedRequest {
  readonly dashboard: {
    /** The id that the tool knows it by: QuickSight's dashboard id, Superset's slug or UUID. */
    readonly providerId: string
    readonly holdsRowsOfPeople: boolean
  }
  /** Who really looks, also while they look as somebody else: whose rows are shown is in the identity. */
  readonly viewer: Pick<Viewer, 'userId'>
  readonly identity: EmbedIdentity
  readonly locale: Locale
  /** What the page is about, to be chosen first in the tool's own filters. It never widens anything: rows come from the identity. */
  readonly context: { readonly courseKey?: string; readonly blockKey?: string }
  readonly signal?: AbortSignal
}

/** A tool whose dashboards are shown beside ours. It decides nothing: who gets what, and as whom, was decided before. */
export interface EmbedProvider {
  readonly provider: Exclude<Provider, 'native' | 'hosted'>
  /** Whether people without a user of their own can be shown dashboards with just their rows. */
  readonly takesGuests: boolean
  /**
   * @throws PanoramaError `unavailable` when the tool does not answer, `misconfigured` when it refuses us, `not_found`
   *   when it has no such dashboard, `too_many_requests`; never with what the tool said, an ARN, a token or a URL
   */
  embed(request: EmbedRequest): Promise<Embed>
}

/** QuickSight, where authors make dashboards too. */
export interface StudioProvider extends EmbedProvider {
  /** Opens the tool's own console as a registered user. @throws as `embed` */
  studio(request: { readonly arn: string; readonly locale: Locale; readonly signal?: AbortSignal }): Promise<Embed>
}

/** As whom the hosted service is asked, which decides by that what it shows: all that it learns of a person. */
export interface HostedRequest {
  readonly mode: Exclude<Mode, 'CUSTOM'>
  readonly username: string
  readonly role: 'READER' | 'AUTHOR' | 'STUDENT'
}

export interface HostedDashboard {
  readonly name: string
  readonly displayName: string
  /** Good for one use within minutes. */
  readonly url: string
}

/** The hosted service. @throws PanoramaError as `EmbedProvider.embed` */
export interface HostedService {
  /** Whether the site wants it in a mode; it is not asked in any other. */
  isAskedIn(mode: HostedRequest['mode']): boolean
  /** What it has for a person. */
  list(request: HostedRequest, locale: Locale): Promise<readonly Omit<HostedDashboard, 'url'>[]>
  /** One of them, at an address that nobody was given before. @throws PanoramaError `not_found` for a name it has not */
  open(request: HostedRequest, name: string, locale: Locale): Promise<Embed>
  /** All of them at once, at addresses that nobody was given before. */
  openAll(request: HostedRequest, locale: Locale): Promise<readonly HostedDashboard[]>
}

/** The tools that this site has configured; null for each that it has not. */
export interface EmbedProviders {
  readonly quicksight: StudioProvider | null
  readonly superset: EmbedProvider | null
  readonly hosted: HostedService | null
}
