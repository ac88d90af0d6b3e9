import type { AccessAdmin } from '../access/admin.ts'
import type { EmbedAccess } from '../access/embeds.ts'
import type { PluginMfe } from '../access/plugin-mfe.ts'
import type { ToolAdmin } from '../access/tools.ts'
import type { Flow } from '../contract/flow.ts'
import type { Mode, ModeSettings } from '../contract/mode.ts'
import type { Locale } from '../contract/text.ts'
import type { Viewer } from '../contract/viewer.ts'
import type { Changes } from '../dashboards/changes.ts'
import type { Dashboards } from '../dashboards/dashboards.ts'
import type { Identity } from '../identity/viewer.ts'
import type { LiveIngest } from '../ingest/live-ingest.ts'
import type { Extractions } from '../jobs/extractions.ts'
import type { Logger } from '../kernel/log.ts'
import type { LmsRows } from '../lms/take-rows.ts'
import type { Keys } from '../lrs/keys.ts'
import type { Lrs } from '../lrs/lrs.ts'
import type { Retirement } from '../retirement/retirement.ts'
import type { Store } from '../store/store.ts'
import type { Views } from '../views/views.ts'
import type { Metrics } from './metrics.ts'

/** What the routes need of the rest of the program, and no more. */
export interface AppDependencies {
  readonly log: Logger
  readonly metrics: Metrics
  readonly identity: Identity
  /** Who looks at Panorama as somebody else. */
  readonly views: Views
  readonly modes: ModesForRoutes
  readonly dashboards: Dashboards
  readonly changes: Changes
  /** Dashboards of other tools: who gets which, and the opening of them. */
  readonly embeds: EmbedAccess
  /** From where their frames may come: origins of the tools that this site has configured. */
  readonly frameOrigins: readonly string[]
  /** What the micro-frontend of the Panorama plugin asks. */
  readonly pluginMfe: PluginMfe
  /** From where it may ask, when that is not our own address: origins. */
  readonly pluginMfeOrigins: readonly string[]
  /** Who gets what, as administrators set it. */
  readonly access: AccessAdmin
  /** The other tools, as administrators look at them. */
  readonly tools: ToolAdmin
  readonly store: Pick<Store, 'auditEntries' | 'runs'>
  /** What programs send and read, by their keys. */
  readonly keys: Keys
  readonly liveIngest: LiveIngest
  readonly lmsRows: LmsRows
  readonly lrs: Lrs
  readonly retirement: Pick<Retirement, 'retire' | 'list'>
  /** What comes from the LMS. */
  readonly extractions: Pick<Extractions, 'state' | 'runNow'>
  /** How events flow into the data set on show, at this moment. */
  readonly flow: () => Promise<Flow>
  /** Each resolves when the part really answers; named in the answer of `/health/ready`. */
  readonly probes: Readonly<Record<string, () => Promise<unknown>>>
  readonly site: SiteSettings
  /** Where people reach the service: scheme, host and port; requests may come under other names as well. */
  readonly publicUrl: string
  /** Begins and ends with a slash. */
  readonly publicPath: string
  readonly trustedProxies: readonly string[]
  readonly requestsPerMinute: number
  readonly metricsToken: string | null
  /** Directory of the built screen. */
  readonly screenDir: string
}

interface SiteSettings {
  readonly siteName: string
  readonly logoUrl: string | null
  readonly brandUrls: readonly string[]
  readonly languageCookie: string
  /** Root of the LMS as browsers reach it; null while the stand-in LMS takes its place, on our own address. */
  readonly lmsUrl: string | null
}

export interface ModesForRoutes {
  current(): Promise<{ readonly mode: Mode }>
  /** Which areas the viewer may enter in this mode. */
  access(viewer: Viewer, mode: Mode): { readonly student: boolean; readonly courses: boolean; readonly admin: boolean }
  settings(locale: Locale): Promise<ModeSettings>
  change(mode: Mode, by: string, requestId?: string): Promise<void>
}
