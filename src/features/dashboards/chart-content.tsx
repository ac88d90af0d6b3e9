import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { Chart, ChartAnswer } from '../../../server/contract/dashboard.ts'
import { ChartTable, type RowChoice, type RowLink } from '../../charts/chart-table.tsx'
import { prepareNumber } from '../../charts/number.ts'
import { NumberTile } from '../../charts/number-tile.tsx'
import { preparePicture } from '../../charts/picture.ts'
import { PictureView } from '../../charts/picture-view.tsx'
import styles from './chart-card.module.css'
import { Empty } from './chart-state.tsx'

/** In the card there is room for this much; enlarged, for all that a picture can carry. */
const sizes = {
  card: { bars: 25, rows: 10, height: undefined },
  enlarged: { bars: 400, rows: 50, height: '62vh' },
} as const

interface ChartContentProps {
  readonly chart: Chart
  readonly answer: ChartAnswer
  readonly form: 'picture' | 'table'
  readonly size: keyof typeof sizes
  readonly choice: RowChoice | undefined
  readonly link?: RowLink | undefined
  /** Whether the card's chart depends on things that other charts of the page do not; said under it. */
  readonly note?: string | undefined
}

/** The rows of a chart, as the chart's kind asks or as a table, with its sentence and its notes. */
export function ChartContent({ chart, answer, form, size, choice, link, note }: ChartContentProps) {
  const intl = useIntl()
  const { bars, rows, height } = sizes[size]
  const picture = useMemo(() => preparePicture(chart, answer, intl, bars), [chart, answer, intl, bars])
  const notes = [...(picture?.notes ?? []), ...(note === undefined ? [] : [note])]

  if (chart.kind === 'number') {
    const tile = prepareNumber(chart, answer, intl)
    return tile ? <NumberTile tile={tile} /> : <Empty chart={chart} />
  }
  const isTable = chart.kind === 'table' || form === 'table'
  if (!isTable && !picture) return <Empty chart={chart} />
  return (
    <>
      {picture && <p className={styles.summary}>{picture.summary}</p>}
      {isTable ? (
        <ChartTable
          label={chart.title}
          columns={answer.columns}
          rows={picture?.rows ?? answer.rows}
          pageSize={rows}
          {...(choice ? { choice } : {})}
          {...(link ? { link } : {})}
        />
      ) : (
        picture && (
          <PictureView
            picture={picture}
            title={chart.title}
            {...(height === undefined || picture.mark === 'bars' ? {} : { height })}
          />
        )
      )}
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  )
}
