import type { AccessRules, Assignee } from '../contract/access.ts'
import { conflict, notFound, type PanoramaError } from '../kernel/errors.ts'
import type { AccessChange } from '../store/store.ts'

type Kind = AccessChange['kind']

const listOf = { dashboard: 'dashboards', type: 'types', person: 'people', assignment: 'assignments' } as const

const called: Readonly<Record<Kind, string>> = {
  dashboard: 'dashboard',
  type: 'dashboard type',
  person: 'person',
  assignment: 'assignment',
}

/**
 * The rules as they are after a change.
 * @throws PanoramaError `not_found` for what is not there, `conflict` for what is there already or still in use
 */
export function changeRules(rules: AccessRules, change: AccessChange): AccessRules {
  const { kind, id, after } = change
  if (after === null) {
    refuseToRemoveWhatIsUsed(rules, change)
  } else {
    const problem = contradiction(rules, change)
    if (problem) throw problem
  }
  const list: readonly { readonly id: string }[] = rules[listOf[kind]]
  const others = list.filter((item) => item.id !== id)
  const changed = after === null ? others : list.map((item) => (item.id === id ? after : item))
  return { ...rules, [listOf[kind]]: after !== null && others.length === list.length ? [...list, after] : changed }
}

/** @throws PanoramaError `not_found` */
export function existing<K extends Kind>(
  rules: AccessRules,
  kind: K,
  id: string,
): AccessRules[(typeof listOf)[K]][number] {
  const found = (rules[listOf[kind]] as readonly { readonly id: string }[]).find((item) => item.id === id)
  if (!found) throw notFound(`There is no such ${called[kind]}.`, { advice: 'Look at the list again.' })
  return found as AccessRules[(typeof listOf)[K]][number]
}

function contradiction(rules: AccessRules, change: AccessChange): PanoramaError | null {
  const { id, after } = change
  if (after === null) return null
  switch (change.kind) {
    case 'dashboard': {
      const { name, displayName, provider, providerId } = change.after!
      const others = rules.dashboards.filter((other) => other.id !== id)
      if (others.some((other) => other.name === name)) return taken(`a dashboard called ${name}`)
      if (others.some((other) => other.displayName === displayName)) return taken(`a dashboard titled ${displayName}`)
      const same = others.find((other) => other.provider === provider && other.providerId === providerId)
      return same ? taken(`this dashboard, under the name ${same.name}`) : null
    }
    case 'type': {
      const { name, dashboards } = change.after!
      if (rules.types.some((other) => other.id !== id && other.name === name)) return taken(`a type called ${name}`)
      for (const dashboard of dashboards) existing(rules, 'dashboard', dashboard)
      return null
    }
    case 'person': {
      const { username, typeId } = change.after!
      if (typeId !== null) existing(rules, 'type', typeId)
      const isTheirs = (other: { username: string }) => other.username.toLowerCase() === username.toLowerCase()
      return rules.people.some((other) => other.id !== id && isTheirs(other)) ? taken('an entry for this person') : null
    }
    case 'assignment': {
      const { to, typeId } = change.after!
      existing(rules, 'type', typeId)
      const isSame = (other: { to: Assignee; typeId: string }) => other.typeId === typeId && sameAssignee(other.to, to)
      return rules.assignments.some((other) => other.id !== id && isSame(other)) ? taken('this assignment') : null
    }
  }
}

function refuseToRemoveWhatIsUsed(rules: AccessRules, { kind, id }: AccessChange): void {
  existing(rules, kind, id)
  if (kind === 'dashboard' && rules.types.some(({ dashboards }) => dashboards.includes(id))) {
    throw conflict('The dashboard is still part of a type.', { advice: 'Take it out of its types first.' })
  }
  const uses = [...rules.people, ...rules.assignments].filter(({ typeId }) => typeId === id).length
  if (kind !== 'type' || uses === 0) return
  throw conflict(
    uses === 1 ? 'The type is still assigned to somebody.' : `The type is still assigned in ${uses} places.`,
    { advice: 'Take these assignments away, or give them another type, first.' },
  )
}

/** Whether two assignments are to the same people. */
export function sameAssignee(one: Assignee, other: Assignee): boolean {
  const key = (to: Assignee) => (to.kind === 'team' ? to.courseKey : to.kind === 'organisation' ? to.org : to.of)
  return one.kind === other.kind && key(one) === key(other)
}

function taken(what: string): PanoramaError {
  return conflict(`There is ${what} already.`, { advice: 'Change that one, or choose another.' })
}
