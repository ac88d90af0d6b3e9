import type { Message } from '../../../i18n/define-messages.ts'
import { accessMessages as texts } from './messages.ts'

/** What is wrong with what was typed, field by field; empty when it can be saved. */
export type Problems<Field extends string> = Readonly<Partial<Record<Field, Message>>>

/** The fields in which nothing was typed. */
export function required<Draft, Field extends keyof Draft & string>(draft: Draft, ...fields: Field[]): Problems<Field> {
  const empty = fields.filter((field) => String(draft[field]).trim() === '')
  return Object.fromEntries(empty.map((field) => [field, texts.required])) as Problems<Field>
}
