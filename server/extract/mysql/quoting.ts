import { escapeId, escape as escapeValue } from 'mysql2'

/** A name in backticks, whatever it holds: dots in it part nothing. */
export const quoteName = (name: string) => escapeId(name, true)

/** A text in quotes, or NULL. It holds in sessions of ours, where a backslash escapes. */
export const quoteText = (text: string | null) => escapeValue(text)
