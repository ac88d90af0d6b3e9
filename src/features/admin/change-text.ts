import type { IntlShape } from 'react-intl'
import type { AuditEntry } from '../../../server/contract/audit.ts'
import type { CredentialScope } from '../../../server/contract/credential.ts'
import { scopeWords } from './credentials/credential-scopes.ts'
import { adminMessages as texts } from './messages.ts'

type Change = Pick<AuditEntry, 'action' | 'before' | 'after'>

/** An entry of the audit log in words. What a newer server may have written is shown as it is. */
export function changeText(intl: IntlShape, change: Change): string {
  return wordsFor[change.action]?.(intl, change) ?? asItIs(intl, change)
}

/** What the log says of each action; undefined where its values are not as they should be. */
const wordsFor: Readonly<Record<string, (intl: IntlShape, change: Change) => string | undefined>> = {
  'mode.changed': (intl, { before, after }) =>
    before === null
      ? intl.formatMessage(texts.modeSet, { after })
      : intl.formatMessage(texts.modeChanged, { before, after }),
  'demo.seeding': (intl, { after }) => intl.formatMessage(texts.demoBegun, { after }),
  'demo.seeded': (intl) => intl.formatMessage(texts.demoReady),
  'credential.created': (intl, { after }) => {
    const key = keyOf(after)
    if (!key) return undefined
    const may = intl.formatList(key.scopes.map((scope) => words(intl, scope)))
    return intl.formatMessage(texts.keyMade, { name: key.name, may })
  },
  'credential.revoked': (intl, { before }) => {
    const key = keyOf(before)
    return key && intl.formatMessage(texts.keyRevoked, { name: key.name })
  },
  'person.retired': (intl, { after }) => {
    const { certificate, how } = partsOf(after)
    if (typeof certificate !== 'string' || typeof how !== 'string') return undefined
    return intl.formatMessage(texts.personRetired, { certificate, how })
  },
  'extraction.started': (intl) => intl.formatMessage(texts.extractionStarted),
  'view.begun': (intl, { after }) => {
    const whom = viewedText(intl, after)
    return whom && intl.formatMessage(texts.viewBegun, { whom })
  },
  'view.ended': (intl, { before }) => {
    const whom = viewedText(intl, before)
    return whom && intl.formatMessage(texts.viewEnded, { whom })
  },
}

/** As whom somebody looked; undefined for what is none of ours. */
function viewedText(intl: IntlShape, text: string | null): string | undefined {
  const { as, course, userId, username } = partsOf(text)
  const values = { course: String(course), username: String(username), id: String(userId) }
  const isOfCourse = typeof course === 'string'
  if (as === 'admin') return intl.formatMessage(texts.asAdmin)
  if (as === 'staff' && isOfCourse) return intl.formatMessage(texts.asStaff, values)
  if (as === 'learner' && isOfCourse) return intl.formatMessage(texts.asLearner, values)
  if (as === 'one-learner' && isOfCourse) return intl.formatMessage(texts.asOneLearner, values)
  if (as === 'person') return intl.formatMessage(texts.asPerson, values)
  // Of a retired person nothing is left but that it was somebody.
  return as === undefined && username !== undefined ? intl.formatMessage(texts.asSomebodyRetired) : undefined
}

function asItIs(intl: IntlShape, { action, before, after }: Change): string {
  return intl.formatMessage(texts.otherChange, { action, before: before ?? '–', after: after ?? '–' })
}

interface Key {
  readonly name: string
  readonly scopes: readonly string[]
}

function keyOf(text: string | null): Key | undefined {
  const { name, scopes } = partsOf(text)
  return typeof name === 'string' && Array.isArray(scopes) ? { name, scopes } : undefined
}

/** What an entry holds as JSON; nothing where it holds none. */
function partsOf(text: string | null): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text ?? ''))
  } catch {
    return {}
  }
}

function words(intl: IntlShape, scope: string): string {
  const message = scopeWords[scope as CredentialScope]
  return message ? intl.formatMessage(message) : scope
}
