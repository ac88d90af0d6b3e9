import type { Provider } from '../../../../server/contract/embed.ts'
import type { Message } from '../../../i18n/define-messages.ts'
import { accessMessages as texts } from './messages.ts'

/** What people call whoever makes a dashboard. */
export const toolNames: Readonly<Record<Provider, Message>> = {
  native: texts.native,
  quicksight: texts.quicksight,
  superset: texts.superset,
  hosted: texts.hosted,
}
