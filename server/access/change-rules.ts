import type { AccessRules, Assignee, Assignment } from '../contract/access.ts'
import type { AccessChange } from '../store/store.ts'
import { refusal } from './admin-refusals.ts'

type Kind = AccessChange['kind']

const listOf = { dashboard: 'dashboards', type: 'types', person: 'people', assignment: 'assignments' } as const

/** A thing of each kind. */
type Thing<K extends Kind> = AccessRules[(typeof listOf)[K]][number]

/**
 * The rules as they are after a change.
 * @throws PanoramaError `not_found` for what is not there, `conflict` for what is there already or still in use
 */
export function changeRules(rules: AccessRules, change: AccessChange): AccessRules {
  const { kind, id, after } = change
  const list: readonly { readonly id: string }[] = rules[listOf[kind]]
  if (after === null) {
    refuseToRemoveWhatIsUsed(rules, change)
    return { ...rules, [listOf[kind]]: list.filter((item) => item.id !== id) }
  }
  const check = refuseWhatContradicts[kind] as (rules: AccessRules, after: { readonly id: string }) => void
  check(rules, after)
  const isThere = list.some((item) => item.id === id)
  const changed = isThere ? list.map((item) => (item.id === id ? after : item)) : [...list, after]
  return { ...rules, [listOf[kind]]: changed }
}

/** @throws PanoramaError `not_found` */
export function existing<K extends Kind>(rules: AccessRules, kind: K, id: string): Thing<K> {
  const found = (rules[listOf[kind]] as readonly Thing<K>[]).find((item) => item.id === id)
  if (!found) throw refusal('gone', { kind })
  return found
}

/** What is new, or changed, must not be there under another id, and must refer to what is there. */
const refuseWhatContradicts: { readonly [K in Kind]: (rules: AccessRules, after: Thing<K>) => void } = {
  dashboard({ dashboards }, { id, name, displayName, provider, providerId }) {
    for (const other of dashboards) {
      if (other.id === id) continue
      if (other.name === name) throw refusal('name-taken', { name })
      if (other.displayName === displayName) throw refusal('title-taken', { title: displayName })
      if (other.provider === provider && other.providerId === providerId) {
        throw refusal('listed-already', { name: other.name })
      }
    }
  },

  type(rules, { id, name, dashboards }) {
    if (rules.types.some((other) => other.id !== id && other.name === name)) throw refusal('type-name-taken', { name })
    for (const dashboard of dashboards) existing(rules, 'dashboard', dashboard)
  },

  person(rules, { id, username, typeId }) {
    if (typeId !== null) existing(rules, 'type', typeId)
    const wanted = username.toLowerCase()
    if (rules.people.some((other) => other.id !== id && other.username.toLowerCase() === wanted)) {
      throw refusal('person-there', {})
    }
  },

  assignment(rules, { id, to, typeId }) {
    existing(rules, 'type', typeId)
    const isSame = (other: Assignment) => other.typeId === typeId && sameAssignee(other.to, to)
    if (rules.assignments.some((other) => other.id !== id && isSame(other))) throw refusal('assignment-there', {})
  },
}

function refuseToRemoveWhatIsUsed(rules: AccessRules, { kind, id }: AccessChange): void {
  existing(rules, kind, id)
  if (kind === 'dashboard' && rules.types.some(({ dashboards }) => dashboards.includes(id))) {
    throw refusal('part-of-type', {})
  }
  const uses = [...rules.people, ...rules.assignments].filter(({ typeId }) => typeId === id).length
  if (kind === 'type' && uses > 0) throw refusal('type-in-use', { count: uses })
}

/** Whether two assignments are to the same people. */
export function sameAssignee(one: Assignee, other: Assignee): boolean {
  const key = (to: Assignee) => (to.kind === 'team' ? to.courseKey : to.kind === 'organisation' ? to.org : to.of)
  return one.kind === other.kind && key(one) === key(other)
}
