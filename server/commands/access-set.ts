import { createAccessAdmin } from '../access/admin.ts'
import { newDashboardTypeSchema, newListedDashboardSchema } from '../contract/access.ts'
import { invalidRequest, notFound } from '../kernel/errors.ts'
import { checkedWords } from './checked-words.ts'
import { withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { whoAsks } from './who-asks.ts'

interface DashboardOptions {
  readonly title?: string
  readonly provider?: string
  readonly providerId?: string
  readonly priority?: string
  readonly aboutNobody?: boolean
  readonly aboutPeople?: boolean
  readonly remove?: boolean
}

/**
 * `panorama access dashboard NAME --provider P --provider-id ID …`: lists a dashboard so that it can be assigned, or changes or
 * removes it. What is not said of one that is there stays as it is.
 */
export async function setDashboard(
  terminal: Terminal,
  options: DashboardOptions,
  [name = '']: readonly string[],
): Promise<void> {
  if (options.aboutNobody && options.aboutPeople) throw invalidRequest('It is either about nobody or about people.')
  await withPanorama(terminal, async ({ store, clock }) => {
    const admin = createAccessAdmin(store, clock)
    const known = (await admin.rules()).dashboards.find((dashboard) => dashboard.name === name)
    if (options.remove) {
      if (!known) throw noSuch('dashboard', name)
      await admin.remove('dashboard', known.id, { by: whoAsks() })
      return terminal.report({ removed: known }, `${name} is no longer listed, nor part of any type.`)
    }
    const { title: displayName, provider, providerId, priority, aboutNobody, aboutPeople } = options
    const wanted = checkedWords(newListedDashboardSchema, {
      ...{ name, displayName: name, ...known },
      ...given({ displayName, provider, providerId, priority: priority === undefined ? undefined : Number(priority) }),
      ...(aboutNobody && { holdsRowsOfPeople: false }),
      ...(aboutPeople && { holdsRowsOfPeople: true }),
    })
    const about = { by: whoAsks() }
    const set = known
      ? await admin.change('dashboard', known.id, wanted, about)
      : await admin.add('dashboard', wanted, about)
    terminal.report(set, `${set.name} is ${set.provider} ${set.providerId}, titled ${set.displayName}.`)
  })
}

/**
 * `panorama access type NAME --dashboard D …`: sets which dashboards a type has, or removes it. What is not said of one that is
 * there stays as it is.
 */
export async function setType(
  terminal: Terminal,
  options: {
    readonly dashboard: readonly string[]
    readonly forLearners?: boolean
    readonly notForLearners?: boolean
    readonly remove?: boolean
  },
  [name = '']: readonly string[],
): Promise<void> {
  await withPanorama(terminal, async ({ store, clock }) => {
    const admin = createAccessAdmin(store, clock)
    const rules = await admin.rules()
    const known = rules.types.find((type) => type.name === name)
    if (options.remove) {
      if (!known) throw noSuch('dashboard type', name)
      await admin.remove('type', known.id, { by: whoAsks() })
      return terminal.report({ removed: known }, `The type ${name} is gone.`)
    }
    const dashboards = options.dashboard.map((wanted) => {
      const found = rules.dashboards.find((dashboard) => dashboard.name === wanted)
      if (!found) throw noSuch('dashboard', wanted)
      return found.id
    })
    const wanted = checkedWords(newDashboardTypeSchema, {
      ...{ name, ...known },
      ...(dashboards.length > 0 && { dashboards }),
      ...(options.forLearners && { forLearners: true }),
      ...(options.notForLearners && { forLearners: false }),
    })
    const about = { by: whoAsks() }
    const set = known ? await admin.change('type', known.id, wanted, about) : await admin.add('type', wanted, about)
    const many = set.dashboards.length === 1 ? 'one dashboard' : `${set.dashboards.length} dashboards`
    terminal.report(set, `${name} has ${many}${set.forLearners ? ', and every learner has it' : ''}.`)
  })
}

function given(options: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

export function noSuch(what: string, name: string) {
  return notFound(`There is no ${what} called ${name}.`, { advice: 'See what there is: panorama access list' })
}
