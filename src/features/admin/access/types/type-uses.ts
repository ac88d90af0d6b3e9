import type { IntlShape } from 'react-intl'
import type { AccessRules, DashboardType } from '../../../../../server/contract/access.ts'
import { whomText } from '../assignments/whom.ts'
import { typeMessages as texts } from './messages.ts'

/** To whom a type is assigned, each in words, people by their usernames. */
export function assigneesOf(intl: IntlShape, { assignments, people }: AccessRules, { id }: DashboardType): string[] {
  return [
    ...assignments.filter(({ typeId }) => typeId === id).map(({ to }) => whomText(intl, to)),
    ...people.filter(({ typeId }) => typeId === id).map(({ username }) => username),
  ]
}

/** Who has a type: learners, and to whom it is assigned. */
export function usesOf(intl: IntlShape, rules: AccessRules, type: DashboardType): string[] {
  const learners = type.forLearners ? [intl.formatMessage(texts.everyLearner)] : []
  return [...learners, ...assigneesOf(intl, rules, type)]
}
