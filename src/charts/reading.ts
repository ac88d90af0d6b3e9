import type { IntlShape } from 'react-intl'
import type { Column } from '../../server/contract/dashboard.ts'
import { cellReader } from './cell-text.ts'
import type { Picture } from './picture.ts'
import { readableColumns } from './readable-columns.ts'

/** What one point of a picture says. */
export interface Reading {
  /** Which point: a day, a group, a place in a video. */
  readonly name: string
  readonly lines: readonly {
    readonly key: string
    readonly label: string
    readonly text: string
    /** Place in the palette when it is drawn, null when it only belongs to the point. */
    readonly slot: number | null
  }[]
}

/** Reads the point at this place, from everything that its row holds: what is drawn first, then the rest. */
export function readPoint(picture: Picture, index: number, intl: IntlShape): Reading {
  const read = cellReader(intl)
  const { columns, series, x } = picture
  const row = picture.rows[index] ?? {}
  const slotOf = ({ key }: Column) => series.find((each) => each.key === key)?.slot ?? null
  const drawn = series.flatMap(({ key }) => columns.find((column) => column.key === key) ?? [])
  const others = readableColumns(columns).filter(
    (column) => column.key !== x.key && !drawn.includes(column) && (row[column.key] ?? '') !== '',
  )
  return {
    name: read(row[x.key], x.type),
    lines: [...drawn, ...others].map((column) => ({
      key: column.key,
      label: column.label,
      text: read(row[column.key], column.type),
      slot: slotOf(column),
    })),
  }
}

/** The same in one breath, for a screen reader. */
export function sayReading({ name, lines }: Reading): string {
  return [name, ...lines.map(({ label, text }) => `${label} ${text}`)].join(', ')
}
