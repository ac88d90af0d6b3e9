import type { z } from 'zod'
import {
  type AccessImportReport,
  type AccessRules,
  newConfiguredPersonSchema,
  newDashboardTypeSchema,
  newListedDashboardSchema,
} from '../contract/access.ts'
import { PanoramaError } from '../kernel/errors.ts'
import type { AccessChange } from '../store/store.ts'
import { changeRules } from './change-rules.ts'
import type { PluginTables, TableRow } from './plugin-tables.ts'

/** What becomes of the rows of an import, and the changes that it takes. */
export interface ImportPlan extends Pick<AccessImportReport, 'added' | 'known' | 'refused'> {
  readonly changes: readonly AccessChange[]
}

/**
 * What the tables of the Panorama plugin's backend would add to the rules. Dashboards are QuickSight's, and hold rows of
 * people until an administrator says otherwise. The same tables again add nothing.
 */
export function planImport(tables: PluginTables, rules: AccessRules, nextId: () => string): ImportPlan {
  const changes: AccessChange[] = []
  const refused: AccessImportReport['refused'] = []
  let known = 0
  let now = rules

  /** Takes one row: what `read` makes of it, or why it is refused. */
  function take(row: TableRow<string>, read: () => AccessChange | 'known'): void {
    try {
      const change = read()
      if (change === 'known') {
        known += 1
        return
      }
      now = changeRules(now, change)
      changes.push(change)
    } catch (error) {
      if (!(error instanceof PanoramaError || error instanceof WrongRow)) throw error
      refused.push({ file: row.file, line: row.line, reason: error.message })
    }
  }

  for (const row of tables.dashboards) {
    take(row, () => {
      const { dashboard_id, id: plainId, name, display_name, priority } = row.cells
      const wanted = checked(newListedDashboardSchema, {
        ...{ name, displayName: display_name || name, provider: 'quicksight', providerId: dashboard_id || plainId },
        ...(priority !== '' && { priority: Number(priority) }),
      })
      if (dashboardOf(now, wanted.providerId)) return 'known'
      const id = nextId()
      return { kind: 'dashboard', id, after: { ...wanted, id } }
    })
  }

  /** The dashboards of the types that are new, filled as their rows are read. */
  const partsOfNew = new Map<string, string[]>()
  for (const row of tables.types) {
    take(row, () => {
      const { name, student_view } = row.cells
      const wanted = checked(newDashboardTypeSchema, { name, forLearners: readFlag(student_view), dashboards: [] })
      if (typeOf(now, wanted.name)) return 'known'
      const id = nextId()
      partsOfNew.set(id, wanted.dashboards)
      return { kind: 'type', id, after: { ...wanted, id } }
    })
  }

  let parts = 0
  for (const { file, line, cells } of tables.parts) {
    const type = typeOf(now, cells.dashboardtype_id)
    const dashboard = dashboardOf(now, cells.dashboard_id)
    const partsOfType = partsOfNew.get(type?.id ?? '')
    if (!type) refused.push({ file, line, reason: `there is no dashboard type ${cells.dashboardtype_id}` })
    else if (!dashboard) refused.push({ file, line, reason: `there is no dashboard ${cells.dashboard_id}` })
    else if (!partsOfType || partsOfType.includes(dashboard.id)) known += 1
    else {
      partsOfType.push(dashboard.id)
      parts += 1
    }
  }

  const usernames = new Map(tables.users.map(({ cells }) => [cells.id, cells.username]))
  for (const row of tables.people) {
    take(row, () => {
      const { user_id, username: told, dashboard_type_id, arn, role } = row.cells
      const username = told || usernames.get(user_id)
      if (!username) throw new WrongRow('whose user id this is, is not known: give auth_user.csv as well')
      const type = typeOf(now, dashboard_type_id)
      if (!type) throw new WrongRow(`there is no dashboard type ${dashboard_type_id}`)
      const wanted = checked(newConfiguredPersonSchema, {
        ...{ username, typeId: type.id, arn: arn || null },
        // The plugin's default was written so.
        ...(role !== '' && { role: role.toUpperCase() }),
      })
      if (now.people.some((person) => person.username.toLowerCase() === username.toLowerCase())) return 'known'
      const id = nextId()
      return { kind: 'person', id, after: { ...wanted, id } }
    })
  }

  const added = (kind: AccessChange['kind']) => changes.filter((change) => change.kind === kind).length
  return {
    changes,
    added: { dashboards: added('dashboard'), types: added('type'), parts, people: added('person') },
    known,
    refused,
  }
}

/** Why a row cannot be taken. */
class WrongRow extends Error {}

function checked<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  throw new WrongRow(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}

const dashboardOf = ({ dashboards }: AccessRules, providerId: string) =>
  dashboards.find((dashboard) => dashboard.provider === 'quicksight' && dashboard.providerId === providerId)

const typeOf = ({ types }: AccessRules, name: string) => types.find((type) => type.name === name)

function readFlag(text: string): boolean {
  if (/^(1|t|true)$/i.test(text)) return true
  if (/^(0|f|false|)$/i.test(text)) return false
  throw new WrongRow(`student_view: must be 0 or 1`)
}
