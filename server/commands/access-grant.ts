import { type AccessAdmin, createAccessAdmin } from '../access/admin.ts'
import { sameAssignee } from '../access/change-rules.ts'
import { type Assignee, assigneeSchema, newConfiguredPersonSchema } from '../contract/access.ts'
import { invalidRequest, notFound } from '../kernel/errors.ts'
import { assigneeText } from './access-list.ts'
import { noSuch } from './access-set.ts'
import { checkedWords } from './checked-words.ts'
import { withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { whoAsks } from './who-asks.ts'

interface Whom {
  readonly user?: string
  readonly team?: string
  readonly organisation?: string
  readonly everyone?: string
}

/**
 * `panorama access grant TYPE --user U [--role AUTHOR] [--arn ARN]`, or to a team, an organisation or a kind of people. A
 * person has one type: another one takes its place; their role and QuickSight user stay as they are unless they are said.
 */
export async function grantAccess(
  terminal: Terminal,
  options: Whom & { readonly role?: string; readonly arn?: string },
  [typeName = '']: readonly string[],
): Promise<void> {
  const whom = readWhom(options)
  if (typeof whom !== 'string' && (options.role ?? options.arn) !== undefined) {
    throw invalidRequest('A role and a QuickSight user are of one person.', { advice: 'Say --user as well.' })
  }
  await withPanorama(terminal, async ({ store, clock }) => {
    const admin = createAccessAdmin(store, clock)
    const type = (await admin.rules()).types.find(({ name }) => name === typeName)
    if (!type) throw noSuch('dashboard type', typeName)
    if (typeof whom !== 'string') {
      const set = await admin.add('assignment', { to: whom, typeId: type.id }, { by: whoAsks() })
      return terminal.report(set, `${typeName} is assigned to ${assigneeText(whom)}.`)
    }
    const { role, arn } = options
    const known = await personCalled(admin, whom)
    const wanted = checkedWords(newConfiguredPersonSchema, {
      ...{ username: whom, ...known, typeId: type.id },
      ...(role !== undefined && { role: role.toUpperCase() }),
      ...(arn !== undefined && { arn: arn === 'none' ? null : arn }),
    })
    const about = { by: whoAsks() }
    const set = known ? await admin.change('person', known.id, wanted, about) : await admin.add('person', wanted, about)
    terminal.report(set, `${set.username} has ${typeName} as ${set.role}.`)
  })
}

/** `panorama access revoke TYPE --team KEY …`, or `revoke --user U`: takes it away, at once. */
export async function revokeAccess(terminal: Terminal, options: Whom, [typeName]: readonly string[]): Promise<void> {
  const whom = readWhom(options)
  await withPanorama(terminal, async ({ store, clock }) => {
    const admin = createAccessAdmin(store, clock)
    const about = { by: whoAsks() }
    if (typeof whom === 'string') {
      const person = await personCalled(admin, whom)
      if (!person)
        throw notFound('This person was given nothing.', { advice: 'See what there is: panorama access list' })
      await admin.remove('person', person.id, about)
      return terminal.report({ removed: person }, `${person.username} has nothing in their own right any more.`)
    }
    if (typeName === undefined)
      throw invalidRequest('Which type?', { advice: 'Name it: panorama access revoke TYPE …' })
    const { types, assignments } = await admin.rules()
    const type = types.find(({ name }) => name === typeName)
    const assignment = assignments.find(({ to, typeId }) => typeId === type?.id && sameAssignee(to, whom))
    if (!assignment) {
      throw notFound(`${typeName} is not assigned to ${assigneeText(whom)}.`, {
        advice: 'See what there is: panorama access list',
      })
    }
    await admin.remove('assignment', assignment.id, about)
    terminal.report({ removed: assignment }, `${typeName} is no longer assigned to ${assigneeText(whom)}.`)
  })
}

async function personCalled(admin: AccessAdmin, username: string) {
  const wanted = username.toLowerCase()
  return (await admin.rules()).people.find((person) => person.username.toLowerCase() === wanted)
}

/** A username, or whom else. */
function readWhom({ user, team, organisation, everyone }: Whom): string | Assignee {
  const said = Object.values({ user, team, organisation, everyone }).filter((word) => word !== undefined)
  if (said.length !== 1) {
    throw invalidRequest('To whom?', {
      advice: 'Say one: --user NAME, --team COURSE_KEY, --organisation ORG, or --everyone courseStaff or globalStaff.',
    })
  }
  if (user !== undefined) return user
  if (team !== undefined) return checkedWords(assigneeSchema, { kind: 'team', courseKey: team })
  if (organisation !== undefined) return checkedWords(assigneeSchema, { kind: 'organisation', org: organisation })
  return checkedWords(assigneeSchema, { kind: 'everyone', of: everyone })
}
