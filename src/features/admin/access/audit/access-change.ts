import type { IntlShape } from 'react-intl'
import type {
  AccessRules,
  Assignment,
  ConfiguredPerson,
  DashboardType,
  ListedDashboard,
} from '../../../../../server/contract/access.ts'
import type { AuditEntry } from '../../../../../server/contract/audit.ts'
import { assignmentMessages } from '../assignments/messages.ts'
import { whomText } from '../assignments/whom.ts'
import { dashboardMessages } from '../dashboards/messages.ts'
import { accessMessages as shared } from '../messages.ts'
import { peopleMessages } from '../people/messages.ts'
import { toolNames } from '../tool-names.ts'
import { typeMessages } from '../types/messages.ts'
import { auditMessages as texts } from './messages.ts'

/** What dashboards and types are called, by their ids: the audit log holds ids alone. */
export type AccessNames = ReadonlyMap<string, string>

/** A change of who gets which dashboards, in words: what happened, and each thing that it changed with before and after. */
interface AccessChangeWords {
  readonly text: string
  readonly details: readonly string[]
}

type Change = Pick<AuditEntry, 'action' | 'before' | 'after'>
type How = 'added' | 'changed' | 'removed'

/** The names of all that is there now, and of what the entries themselves tell of: things that are gone are among them. */
export function accessNames(rules: AccessRules | undefined, entries: readonly Change[]): AccessNames {
  const names = new Map<string, string>()
  for (const { action, before, after } of entries) {
    const what = action.split('.')[1]
    const thing = read<Partial<ListedDashboard & DashboardType>>(after ?? before)
    const name = what === 'dashboard' ? thing?.displayName : what === 'type' ? thing?.name : undefined
    // Entries come newest first: the newest name counts.
    if (thing?.id !== undefined && name !== undefined && !names.has(thing.id)) names.set(thing.id, name)
  }
  for (const { id, displayName } of rules?.dashboards ?? []) names.set(id, displayName)
  for (const { id, name } of rules?.types ?? []) names.set(id, name)
  return names
}

/** @returns undefined for an entry about something else, or that is not as it should be */
export function accessChange(intl: IntlShape, change: Change, names: AccessNames): AccessChangeWords | undefined {
  const [area, kind] = change.action.split('.')
  const wordsOf = area === 'access' ? kinds[kind as keyof typeof kinds] : undefined
  const [before, after] = [read(change.before), read(change.after)]
  if (!wordsOf || !(before ?? after)) return undefined
  const how: How = before === null ? 'added' : after === null ? 'removed' : 'changed'
  try {
    return wordsOf(how)(intl, before, after, names)
  } catch {
    // What another version wrote may lack a field.
    return undefined
  }
}

/** A field of a thing in words; `told` where the headline says it already when the thing is new or gone. */
type Field = readonly [label: string, value: string, told?: 'told']

/** The texts of one kind of thing: what happened to it, and its fields. */
function kind<Thing>(
  headline: (intl: IntlShape, how: How, thing: Thing, names: AccessNames) => string,
  fields: (intl: IntlShape, thing: Thing, names: AccessNames) => readonly Field[],
) {
  return (how: How) =>
    (intl: IntlShape, before: unknown, after: unknown, names: AccessNames): AccessChangeWords => {
      const was = before === null ? [] : fields(intl, before as Thing, names)
      const is = after === null ? [] : fields(intl, after as Thing, names)
      const details = (is.length > 0 ? is : was).flatMap(([label, , told], index) => {
        const [earlier, later] = [was[index]?.[1], is[index]?.[1]]
        if (earlier === later || (told && how !== 'changed')) return []
        const values = { label, before: earlier, after: later }
        if (earlier === undefined) return [intl.formatMessage(texts.auditAfter, values)]
        return [intl.formatMessage(later === undefined ? texts.auditBefore : texts.auditBoth, values)]
      })
      return { text: headline(intl, how, (after ?? before) as Thing, names), details }
    }
}

const yesNo = (intl: IntlShape, is: boolean) => intl.formatMessage(is ? shared.yes : shared.no)

const nameOf = (intl: IntlShape, names: AccessNames, id: string | null) =>
  id === null ? intl.formatMessage(shared.noType) : (names.get(id) ?? intl.formatMessage(texts.gone))

const kinds = {
  dashboard: kind<ListedDashboard>(
    (intl, how, { displayName }) =>
      intl.formatMessage(
        { added: texts.dashboardAdded, changed: texts.dashboardChanged, removed: texts.dashboardRemoved }[how],
        { name: displayName },
      ),
    (intl, { displayName, name, provider, providerId, priority, holdsRowsOfPeople }) => [
      [intl.formatMessage(dashboardMessages.dashboardTitle), displayName, 'told'],
      [intl.formatMessage(dashboardMessages.dashboardName), name],
      [intl.formatMessage(dashboardMessages.tool), intl.formatMessage(toolNames[provider])],
      [intl.formatMessage(dashboardMessages.providerId), providerId],
      [intl.formatMessage(dashboardMessages.priority), intl.formatNumber(priority)],
      [intl.formatMessage(dashboardMessages.rowsOfPeople), yesNo(intl, holdsRowsOfPeople)],
    ],
  ),
  type: kind<DashboardType>(
    (intl, how, { name }) =>
      intl.formatMessage({ added: texts.typeAdded, changed: texts.typeChanged, removed: texts.typeRemoved }[how], {
        name,
      }),
    (intl, { name, forLearners, dashboards }, names) => [
      [intl.formatMessage(typeMessages.typeName), name, 'told'],
      [
        intl.formatMessage(shared.dashboards),
        dashboards.length === 0
          ? intl.formatMessage(typeMessages.empty)
          : intl.formatList(dashboards.map((id) => nameOf(intl, names, id)).sort()),
      ],
      [intl.formatMessage(typeMessages.forLearners), yesNo(intl, forLearners)],
    ],
  ),
  person: kind<ConfiguredPerson>(
    (intl, how, { username }) =>
      intl.formatMessage(
        { added: texts.personAdded, changed: texts.personChanged, removed: texts.personRemoved }[how],
        { name: username },
      ),
    (intl, { typeId, role, arn }, names) => [
      [intl.formatMessage(shared.type), nameOf(intl, names, typeId)],
      [
        intl.formatMessage(peopleMessages.role),
        intl.formatMessage(role === 'AUTHOR' ? peopleMessages.author : peopleMessages.reader),
      ],
      [intl.formatMessage(peopleMessages.arn), arn ?? intl.formatMessage(peopleMessages.defaultUser)],
    ],
  ),
  assignment: kind<Assignment>(
    (intl, how, { to, typeId }, names) =>
      intl.formatMessage(
        { added: texts.assignmentAdded, changed: texts.assignmentChanged, removed: texts.assignmentRemoved }[how],
        { type: nameOf(intl, names, typeId), whom: whomText(intl, to) },
      ),
    (intl, { to, typeId }, names) => [
      [intl.formatMessage(assignmentMessages.whom), whomText(intl, to), 'told'],
      [intl.formatMessage(shared.type), nameOf(intl, names, typeId), 'told'],
    ],
  ),
} as const

function read<Thing = object>(text: string | null): Thing | null {
  if (text === null) return null
  try {
    const thing: unknown = JSON.parse(text)
    return typeof thing === 'object' ? (thing as Thing) : null
  } catch {
    return null
  }
}
