import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import type { Message } from './define-messages.ts'
import spanish from './messages/es.json'

// Every area keeps its English texts in a file called messages.ts.
const files = import.meta.glob<Record<string, Record<string, Message>>>('../**/messages.ts', { eager: true })
const english = Object.values(files)
  .flatMap((file) => Object.values(file))
  .flatMap((messages) => Object.values(messages))
const translations: Readonly<Record<string, string>> = spanish

describe('the texts', () => {
  it('exist in English and Spanish alike', () => {
    expect(Object.keys(translations)).toEqual(english.map(({ id }) => id).sort())
  })

  it('have ids of their own', () => {
    expect(new Set(english.map(({ id }) => id)).size).toBe(english.length)
  })

  it('explain themselves to a translator', () => {
    expect(english.filter(({ description }) => description.trim() === '')).toEqual([])
  })

  it.each(english)('$id expects the same values in both languages, and is well formed', (message) => {
    expect(placeholders(translations[message.id] ?? '')).toEqual(placeholders(message.defaultMessage))
    const values = Object.fromEntries(placeholders(message.defaultMessage).map((name) => [name, 1]))
    expect(written('en', message, values)).not.toContain('{')
    expect(written('es', message, values)).not.toContain('{')
  })
})

/** The names of the values a text expects: what opens a brace, unless the brace holds a branch of a plural. */
function placeholders(text: string): readonly string[] {
  const names = text.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other)\s*)\{\s*(\w+)\s*[,}]/g)
  return [...new Set([...names].map(([, name]) => name ?? ''))].sort()
}

function written(locale: 'en' | 'es', message: Message, values: Record<string, number>): string {
  const messages = locale === 'es' ? translations : { [message.id]: message.defaultMessage }
  const refuse = (problem: Error) => {
    throw problem
  }
  return createIntl({ locale, messages, onError: refuse }).formatMessage(message, values)
}
