/** One English text with its id and a note to whoever translates it. ICU MessageFormat. */
export interface Message {
  readonly id: string
  readonly defaultMessage: string
  readonly description: string
}

/**
 * The English texts of one area of the screen, kept in a file called `messages.ts` beside its components; the other
 * languages are in `src/i18n/messages/`. react-intl's own `defineMessages` would have the placeholders of every text
 * typed a second time; here a test compares them in all languages instead. The name is what extraction tools look for.
 */
export function defineMessages<Name extends string>(messages: Record<Name, Message>): Record<Name, Message> {
  return messages
}
