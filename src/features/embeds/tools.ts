import type { IntlShape } from 'react-intl'
import type { Embeds } from '../../../server/contract/embed.ts'
import { embedsMessages as texts } from './messages.ts'

export type ListedEmbed = Embeds['embeds'][number]

/** What people call the tool that a dashboard comes from. */
export function toolName(provider: ListedEmbed['provider'], intl: IntlShape): string {
  if (provider === 'hosted') return intl.formatMessage(texts.hosted)
  return provider === 'quicksight' ? 'Amazon QuickSight' : 'Superset'
}
