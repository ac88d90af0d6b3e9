import { createAccessAdmin } from '../access/admin.ts'
import type { AccessRules, Assignee } from '../contract/access.ts'
import { withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/** `panorama access list`: who gets which dashboards. */
export async function listAccess(terminal: Terminal): Promise<void> {
  await withPanorama(terminal, async ({ store, clock }) => {
    const rules = await createAccessAdmin(store, clock).rules()
    terminal.report(rules, describeAccess(rules))
  })
}

function describeAccess({ dashboards, types, people, assignments }: AccessRules): string {
  const nameOf = (id: string | null) => types.find((type) => type.id === id)?.name ?? 'none'
  const part = (title: string, rows: readonly Readonly<Record<string, unknown>>[]) =>
    rows.length === 0 ? [] : [`${title}\n${textTable(rows)}`]
  const parts = [
    ...part(
      'Dashboards',
      dashboards.map(({ name, displayName, provider, providerId, priority, holdsRowsOfPeople }) => ({
        ...{ name, title: displayName, provider, 'its id there': providerId, priority },
        about: holdsRowsOfPeople ? 'people' : 'nobody',
      })),
    ),
    ...part(
      'Types',
      types.map(({ name, forLearners, dashboards: ids }) => ({
        name,
        'for learners': forLearners ? 'yes' : 'no',
        dashboards: dashboards
          .filter(({ id }) => ids.includes(id))
          .map((dashboard) => dashboard.name)
          .join(', '),
      })),
    ),
    ...part(
      'People',
      people.map(({ username, typeId, role, arn }) => ({
        ...{ username, type: nameOf(typeId), role },
        'QuickSight user': arn ?? 'the default one',
      })),
    ),
    ...part(
      'Assignments',
      assignments.map(({ to, typeId }) => ({ to: assigneeText(to), type: nameOf(typeId) })),
    ),
  ]
  return parts.length === 0
    ? 'Nothing is set. Begin with a dashboard: panorama access dashboard --help'
    : parts.join('\n\n')
}

/** Whom something was assigned to, as the command line has it. */
export function assigneeText(to: Assignee): string {
  if (to.kind === 'team') return `the team of ${to.courseKey}`
  if (to.kind === 'organisation') return `the teams of ${to.org}`
  return to.of === 'courseStaff' ? 'all course teams' : 'all global staff'
}
