import type { IntlShape } from 'react-intl'
import type { AccessRefusals } from '../../../../../server/contract/access.ts'
import type { Why } from '../../../../../server/contract/failure.ts'
import type { Message } from '../../../../i18n/define-messages.ts'
import { refusalMessages } from './messages.ts'

const messages: Readonly<Record<keyof AccessRefusals, Message>> = refusalMessages

/** Why the service refused something, in the reader's language; undefined where there are only its own words. */
export function refusalText(intl: IntlShape, why: Why | undefined): string | undefined {
  if (why === undefined || !Object.hasOwn(messages, why.code)) return undefined
  return intl.formatMessage(messages[why.code as keyof AccessRefusals], why.values)
}
