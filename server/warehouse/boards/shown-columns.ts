import type { Locale } from '../../contract/text.ts'
import { literal } from '../literal.ts'
import type { Question, QuestionColumn } from '../question.ts'

/** Other tools show lengths of time from milliseconds. */
export const isLength = ({ type }: QuestionColumn) => type === 'seconds' || type === 'timecode'

/** The column of a view that shows a value to people: itself, or one that puts its code into words or its seconds into milliseconds. */
export function shownColumn(key: string, column: QuestionColumn): string {
  return column.words || isLength(column) ? `${key}_shown` : key
}

/** A view's rows with the columns that show them in one language. */
export function withShownColumns(sql: string, { columns }: Question, locale: Locale): string {
  const shown = Object.entries(columns).flatMap(([key, column]) => {
    const name = shownColumn(key, column)
    return name === key ? [] : [`, ${expressionOf(key, column, locale)} AS ${name}`]
  })
  return shown.length === 0 ? sql : `SELECT *${shown.join('')} FROM (${sql})`
}

function expressionOf(key: string, { words }: QuestionColumn, locale: Locale): string {
  if (!words) return `${key} * 1000`
  const list = (texts: readonly string[]) => `[${texts.map(literal).join(', ')}]`
  const meanings = Object.values(words).map((text) => text[locale])
  return `transform(toString(${key}), ${list(Object.keys(words))}, ${list(meanings)}, toString(${key}))`
}
