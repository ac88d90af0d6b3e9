import type { z } from 'zod'
import {
  type AccessImportReport,
  type AccessRefusals,
  type AccessRules,
  newConfiguredPersonSchema,
  newDashboardTypeSchema,
  newListedDashboardSchema,
} from '../contract/access.ts'
import { PanoramaError } from '../kernel/errors.ts'
import type { AccessChange } from '../store/store.ts'
import { refusal } from './admin-refusals.ts'
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

  function refuse({ file, line }: TableRow<string>, ...reasons: readonly PanoramaError[]): void {
    const why = reasons.flatMap((each) => each.why ?? [])
    refused.push({ file, line, reason: reasons.map(({ message }) => message).join(' '), why })
  }

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
      if (error instanceof WrongCells) refuse(row, ...error.refusals)
      else if (error instanceof PanoramaError) refuse(row, error)
      else throw error
    }
  }

  for (const row of tables.dashboards) {
    take(row, () => {
      const { dashboard_id, id: plainId, name, display_name, priority } = row.cells
      const given = {
        ...{ name, displayName: display_name || name, provider: 'quicksight', providerId: dashboard_id || plainId },
        ...(priority !== '' && { priority: Number(priority) }),
      }
      const wanted = checked(newListedDashboardSchema, given, {
        providerId: ['wrong-id', dashboard_id === '' && plainId !== '' ? 'id' : 'dashboard_id'],
        name: ['wrong-name', 'name'],
        displayName: ['wrong-name', display_name === '' ? 'name' : 'display_name'],
        priority: ['wrong-number', 'priority'],
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
      const given = { name, forLearners: readFlag(student_view), dashboards: [] }
      const wanted = checked(newDashboardTypeSchema, given, { name: ['wrong-name', 'name'] })
      if (typeOf(now, wanted.name)) return 'known'
      const id = nextId()
      partsOfNew.set(id, wanted.dashboards)
      return { kind: 'type', id, after: { ...wanted, id } }
    })
  }

  let parts = 0
  for (const row of tables.parts) {
    const { cells } = row
    const type = typeOf(now, cells.dashboardtype_id)
    const dashboard = dashboardOf(now, cells.dashboard_id)
    const partsOfType = partsOfNew.get(type?.id ?? '')
    if (!type) refuse(row, refusal('no-such-type', { type: cells.dashboardtype_id }))
    else if (!dashboard) refuse(row, refusal('no-such-dashboard', { dashboard: cells.dashboard_id }))
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
      if (!username) throw refusal('unknown-user-id', {})
      const type = typeOf(now, dashboard_type_id)
      if (!type) throw refusal('no-such-type', { type: dashboard_type_id })
      const given = {
        ...{ username, typeId: type.id, arn: arn || null },
        // The plugin's default was written so.
        ...(role !== '' && { role: role.toUpperCase() }),
      }
      const wanted = checked(newConfiguredPersonSchema, given, {
        username: ['wrong-name', 'username'],
        role: ['wrong-role', 'role'],
        arn: ['wrong-arn', 'arn'],
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

/** What is wrong with the cells of a row. */
class WrongCells extends Error {
  readonly refusals: readonly PanoramaError[]

  constructor(refusals: readonly PanoramaError[]) {
    super('cells of a row are wrong')
    this.refusals = refusals
  }
}

/** The kinds of refusal that name a column, each a wrong cell. */
type WrongCell = {
  [Code in keyof AccessRefusals]: AccessRefusals[Code] extends { readonly column: string } ? Code : never
}[keyof AccessRefusals]

/** @param cells for each field that a cell may spoil: as what it is refused, and its column as the file calls it */
function checked<T>(
  schema: z.ZodType<T>,
  given: unknown,
  cells: { readonly [Field in keyof T]?: readonly [WrongCell, string] },
): T {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const spoilt = new Set(result.error.issues.map(({ path: [field] }) => cells[field as keyof T]))
  throw new WrongCells([...spoilt].flatMap((cell) => (cell ? refusal(cell[0], { column: cell[1] }) : [])))
}

const dashboardOf = ({ dashboards }: AccessRules, providerId: string) =>
  dashboards.find((dashboard) => dashboard.provider === 'quicksight' && dashboard.providerId === providerId)

const typeOf = ({ types }: AccessRules, name: string) => types.find((type) => type.name === name)

function readFlag(text: string): boolean {
  if (/^(1|t|true)$/i.test(text)) return true
  if (/^(0|f|false|)$/i.test(text)) return false
  throw refusal('wrong-flag', { column: 'student_view' })
}
