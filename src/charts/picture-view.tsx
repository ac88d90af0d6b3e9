import { type KeyboardEvent, lazy, Suspense, useState } from 'react'
import { useIntl } from 'react-intl'
import { Skeleton } from '../ui/skeleton.tsx'
import { ChartTable } from './chart-table.tsx'
import { DrawingBoundary } from './drawing-boundary.tsx'
import { pictureMessages, unitMessages } from './messages.ts'
import { moveCursor } from './move-cursor.ts'
import type { Picture } from './picture.ts'
import styles from './picture-view.module.css'
import { readPoint, sayReading } from './reading.ts'
import { Swatch } from './swatch.tsx'

const Canvas = lazy(async () => ({ default: (await import('./draw/canvas.tsx')).Canvas }))

interface PictureViewProps {
  readonly picture: Picture
  /** The question that the picture answers; it names it. */
  readonly title: string
  /** CSS length; left out, the picture is as high as its content needs. */
  readonly height?: string
}

/**
 * A picture, and the same for those who do not see it or use no mouse: arrow keys move through the points and each
 * is read aloud. It behaves as a slider, the one pattern that every screen reader lets arrow keys through to.
 */
export function PictureView({ picture, title, height = naturalHeight(picture) }: PictureViewProps) {
  const intl = useIntl()
  const [cursor, setCursor] = useState<number | null>(null)
  const count = picture.ticks.length
  // Another period may have fewer points than the one in which the reader stood.
  const at = cursor === null ? null : Math.min(cursor, count - 1)

  const onKeyDown = (event: KeyboardEvent) => {
    const isMirrored = picture.mark !== 'bars' && getComputedStyle(event.currentTarget).direction === 'rtl'
    const next = moveCursor(event.key, at, count, isMirrored)
    if (next === undefined) return
    event.preventDefault()
    setCursor(next)
  }

  return (
    <div>
      <Above picture={picture} />
      <div
        role="slider"
        tabIndex={0}
        className={styles.place}
        style={{ blockSize: height }}
        aria-label={intl.formatMessage(pictureMessages.name, { title })}
        aria-orientation={picture.mark === 'bars' ? 'vertical' : 'horizontal'}
        aria-valuemin={1}
        aria-valuemax={count}
        aria-valuenow={(at ?? 0) + 1}
        aria-valuetext={at === null ? picture.summary : sayReading(readPoint(picture, at, intl))}
        onKeyDown={onKeyDown}
        onBlur={() => setCursor(null)}
      >
        <DrawingBoundary instead={<ChartTable label={title} columns={picture.columns} rows={picture.rows} />}>
          <Suspense fallback={<Skeleton height="100%" />}>
            <Canvas picture={picture} cursor={at} onCursor={setCursor} />
          </Suspense>
        </DrawingBoundary>
      </div>
    </div>
  )
}

/** What the colours and patterns stand for, and what the axis counts in, where that is not plain. */
function Above({ picture: { series, unit } }: { readonly picture: Picture }) {
  const intl = useIntl()
  const isTime = unit.name === 'seconds' || unit.name === 'minutes' || unit.name === 'hours'
  if (series.length < 2 && !isTime) return null
  return (
    <ul className={styles.above}>
      {series.length > 1 &&
        series.map(({ key, label, slot }) => (
          <li key={key}>
            <Swatch slot={slot} />
            {label}
          </li>
        ))}
      {isTime && (
        <li>
          {intl.formatMessage(pictureMessages.unit, {
            unit: intl.formatMessage(unitMessages[unit.name as keyof typeof unitMessages]),
          })}
        </li>
      )}
    </ul>
  )
}

function naturalHeight({ mark, ticks }: Picture): string {
  return mark === 'bars' ? `${ticks.length * 1.75 + 1}rem` : '16rem'
}
