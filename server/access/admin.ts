import type {
  AccessImportReport,
  AccessRules,
  NewAssignment,
  NewConfiguredPerson,
  NewDashboardType,
  NewListedDashboard,
} from '../contract/access.ts'
import type { Clock } from '../kernel/clock.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { AccessChange, Store } from '../store/store.ts'
import { createTimeIds } from '../store/time-id.ts'
import { changeRules, existing } from './change-rules.ts'
import { planImport } from './plan-import.ts'
import { readPluginTables, type TableFile } from './plugin-tables.ts'

/** What can be set, each by the word of its kind. */
interface Wanted {
  readonly dashboard: NewListedDashboard
  readonly type: NewDashboardType
  readonly person: NewConfiguredPerson
  readonly assignment: NewAssignment
}
type Kind = keyof Wanted
/** What a thing is once it is there. */
type Known<K extends Kind> = Wanted[K] & { readonly id: string }

/** Who asks for a change: an LMS username, or the command line. */
interface About {
  readonly by: string
  readonly requestId?: string
}

/** Who gets which dashboards, as administrators set it. Every change is audited with what was before and after. */
export interface AccessAdmin {
  rules(): Promise<AccessRules>
  /** @throws PanoramaError `conflict` for a name that is taken, `not_found` for a type or dashboard that is not there */
  add<K extends Kind>(kind: K, wanted: Wanted[K], about: About): Promise<Known<K>>
  /** @throws PanoramaError as `add`, and `not_found` for what is to be changed */
  change<K extends Kind>(kind: K, id: string, wanted: Wanted[K], about: About): Promise<Known<K>>
  /**
   * A dashboard also goes from the types it is part of.
   * @throws PanoramaError `not_found`; `conflict` for a type that somebody still has
   */
  remove(kind: Kind, id: string, about: About): Promise<void>
  /**
   * Takes over what a site has set in the Panorama plugin's backend: all of it or nothing, unless what is refused is to be
   * skipped.
   * @throws PanoramaError `bad_input` for a file that is none of its tables
   */
  importTables(
    files: readonly TableFile[],
    how: { readonly skipRefused: boolean; readonly dryRun: boolean },
    about: About,
  ): Promise<AccessImportReport>
}

export function createAccessAdmin(store: Pick<Store, 'accessRules' | 'changeAccess'>, clock: Clock): AccessAdmin {
  const nextId = createTimeIds(clock)
  /** What was checked still holds when it is written; another process is noticed by the store. */
  const alone = <T>(work: (rules: AccessRules) => Promise<T>) =>
    inTurn(store, 'access', async () => work(await store.accessRules()))

  async function make(rules: AccessRules, changes: readonly AccessChange[], about: About): Promise<void> {
    changes.reduce(changeRules, rules)
    await store.changeAccess(changes, about)
  }

  return {
    rules: () => store.accessRules(),

    add: (kind, wanted, about) =>
      alone(async (rules) => {
        const known = { ...wanted, id: nextId() }
        await make(rules, [changeOf(kind, known)], about)
        return known
      }),

    change: (kind, id, wanted, about) =>
      alone(async (rules) => {
        existing(rules, kind, id)
        const known = { ...wanted, id }
        await make(rules, [changeOf(kind, known)], about)
        return known
      }),

    remove: (kind, id, about) =>
      alone(async (rules) => {
        const affected = kind === 'dashboard' ? rules.types.filter(({ dashboards }) => dashboards.includes(id)) : []
        const without = affected.map((type) =>
          changeOf('type', { ...type, dashboards: type.dashboards.filter((dashboard) => dashboard !== id) }),
        )
        await make(rules, [...without, { kind, id, after: null }], about)
      }),

    importTables: (files, { skipRefused, dryRun }, about) =>
      alone(async (rules) => {
        const { changes, ...report } = planImport(readPluginTables(files), rules, nextId)
        const done = !dryRun && (skipRefused || report.refused.length === 0)
        if (done) await store.changeAccess(changes, about)
        return { done, ...report }
      }),
  }
}

/** The compiler cannot see that a kind and what is set belong together. */
function changeOf<K extends Kind>(kind: K, after: Known<K>): AccessChange {
  return { kind, id: after.id, after } as unknown as AccessChange
}
