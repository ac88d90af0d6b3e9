import type { CredentialScope } from '../../../../server/contract/credential.ts'
import type { Message } from '../../../i18n/define-messages.ts'
import { credentialMessages as texts } from './messages.ts'

/** What a key may allow, in words, the most common first. */
export const scopeWords: Readonly<Record<CredentialScope, Message>> = {
  write: texts.write,
  'read-mine': texts.readMine,
  'read-all': texts.readAll,
  retire: texts.retire,
}

export const scopes = Object.keys(scopeWords) as CredentialScope[]
