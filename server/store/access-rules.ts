import type { InStatement, ResultSet } from '@libsql/client'
import {
  type AccessRules,
  type Assignee,
  type Assignment,
  accessRulesSchema,
  type ConfiguredPerson,
  type DashboardType,
  type ListedDashboard,
} from '../contract/access.ts'
import type { Clock } from '../kernel/clock.ts'
import { conflict } from '../kernel/errors.ts'
import { auditStatement } from './audit-log.ts'
import type { Database } from './database.ts'
import type { AccessChange, Store } from './store.ts'

type Kind = AccessChange['kind']

/** How each thing is read as one JSON text: for the rules, and in the audit log as what it was before. */
const json = {
  dashboard: `json_object('id', id, 'name', name, 'displayName', display_name, 'provider', provider,
    'providerId', provider_id, 'priority', priority,
    'holdsRowsOfPeople', json(iif(holds_rows_of_people, 'true', 'false')))`,
  type: `json_object('id', id, 'name', name, 'forLearners', json(iif(for_learners, 'true', 'false')),
    'dashboards', json((SELECT json_group_array(dashboard_id) FROM (
      SELECT dashboard_id FROM access_type_dashboards WHERE type_id = access_types.id ORDER BY dashboard_id))))`,
  person: `json_object('id', id, 'username', username, 'typeId', type_id, 'role', role, 'arn', arn)`,
  assignment: `json_object('id', id, 'typeId', type_id, 'to', CASE assignee_kind
    WHEN 'team' THEN json_object('kind', 'team', 'courseKey', assignee)
    WHEN 'organisation' THEN json_object('kind', 'organisation', 'org', assignee)
    ELSE json_object('kind', 'everyone', 'of', assignee) END)`,
} as const satisfies Record<Kind, string>

const tables = {
  dashboard: 'access_dashboards',
  type: 'access_types',
  person: 'access_people',
  assignment: 'access_assignments',
} as const satisfies Record<Kind, string>

const order = {
  dashboard: 'priority, name',
  type: 'name',
  person: 'username',
  assignment: 'assignee_kind, assignee, id',
} as const satisfies Record<Kind, string>

const kinds = Object.keys(tables) as Kind[]

export function accessRules(
  database: Database,
  clock: Clock,
  nextId: () => string,
): Pick<Store, 'accessRules' | 'changeAccess'> {
  let known: { readonly version: number; readonly rules: AccessRules } | undefined
  const readVersion = 'SELECT version AS value FROM access_version'

  return {
    async accessRules() {
      // They are asked for with every dashboard, and seldom change.
      if (known && versionOf(await database.execute(readVersion)) === known.version) return known.rules
      const [version, ...all] = await database.readTogether([
        readVersion,
        ...kinds.map((kind) => `SELECT ${json[kind]} AS value FROM ${tables[kind]} ORDER BY ${order[kind]}`),
      ])
      const [dashboards, types, people, assignments] = all.map(({ rows }) =>
        rows.map(({ value }) => JSON.parse(String(value)) as unknown),
      )
      const rules = accessRulesSchema.parse({ dashboards, types, people, assignments })
      known = { version: versionOf(version), rules }
      return rules
    },

    async changeAccess(changes, { by, requestId }) {
      if (changes.length === 0) return
      const at = clock.now().toISOString()
      const statements = changes.flatMap((change) => [
        // First, while the thing is still what it was: the entry reads `before` in the same transaction.
        auditStatement({
          ...{ id: nextId(), at, actor: by, requestId },
          action: `access.${change.kind}.${change.after === null ? 'removed' : 'set'}`,
          before: { sql: `(SELECT ${json[change.kind]} FROM ${tables[change.kind]} WHERE id = ?)`, args: [change.id] },
          after: change.after === null ? null : JSON.stringify(change.after),
        }),
        ...statementsOf(change),
      ])
      try {
        await database.writeTogether([...statements, newAccessVersion])
      } catch (error) {
        if (!isContradiction(error)) throw error
        throw conflict('Somebody else changed who gets which dashboards at the same moment.', {
          advice: 'Look at how it is now, and try again.',
          why: { code: 'changed-meanwhile', values: {} },
          cause: error,
        })
      }
    },
  }
}

/** To be written with whatever changes who gets what. */
export const newAccessVersion = 'UPDATE access_version SET version = version + 1'

function versionOf(result: ResultSet | undefined): number {
  return Number(result?.rows[0]?.value)
}

function statementsOf(change: AccessChange): InStatement[] {
  const remove = (table: string, column = 'id') => ({
    sql: `DELETE FROM ${table} WHERE ${column} = ?`,
    args: [change.id],
  })
  const links = change.kind === 'type' ? [remove('access_type_dashboards', 'type_id')] : []
  if (change.after === null) return [...links, remove(tables[change.kind])]
  switch (change.kind) {
    case 'dashboard':
      return [upsert(tables.dashboard, columnsOfDashboard(change.after))]
    case 'type':
      return [
        ...links,
        upsert(tables.type, columnsOfType(change.after)),
        ...[...new Set(change.after.dashboards)].map((dashboard) => ({
          sql: 'INSERT INTO access_type_dashboards (type_id, dashboard_id) VALUES (?, ?)',
          args: [change.id, dashboard],
        })),
      ]
    case 'person':
      return [upsert(tables.person, columnsOfPerson(change.after))]
    case 'assignment':
      return [upsert(tables.assignment, columnsOfAssignment(change.after))]
  }
}

type Columns = Readonly<Record<string, string | number | null>>

const columnsOfDashboard = (dashboard: ListedDashboard): Columns => ({
  id: dashboard.id,
  name: dashboard.name,
  display_name: dashboard.displayName,
  provider: dashboard.provider,
  provider_id: dashboard.providerId,
  priority: dashboard.priority,
  holds_rows_of_people: Number(dashboard.holdsRowsOfPeople),
})

const columnsOfType = ({ id, name, forLearners }: DashboardType): Columns => ({
  id,
  name,
  for_learners: Number(forLearners),
})

const columnsOfPerson = ({ id, username, typeId, role, arn }: ConfiguredPerson): Columns => ({
  id,
  username,
  type_id: typeId,
  role,
  arn,
})

const columnsOfAssignment = ({ id, to, typeId }: Assignment): Columns => ({
  id,
  assignee_kind: to.kind,
  assignee: assigneeText(to),
  type_id: typeId,
})

function assigneeText(to: Assignee): string {
  if (to.kind === 'team') return to.courseKey
  return to.kind === 'organisation' ? to.org : to.of
}

function upsert(table: string, columns: Columns): InStatement {
  const names = Object.keys(columns)
  const updates = names.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`)
  return {
    sql: `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
          ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`,
    args: Object.values(columns),
  }
}

/** Whether the database refused it because of what is there already. */
function isContradiction(error: unknown): boolean {
  const code = (error as { cause?: { code?: unknown } } | null)?.cause?.code
  return typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT')
}
