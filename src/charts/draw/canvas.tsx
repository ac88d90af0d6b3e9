import { type PointerEvent, useCallback } from 'react'
import { useIntl } from 'react-intl'
import { classNames } from '../../ui/class-names.ts'
import type { Picture } from '../picture.ts'
import { type Reading, readPoint } from '../reading.ts'
import { Swatch } from '../swatch.tsx'
import styles from './canvas.module.css'
import type { Look } from './look.ts'
import { pictureOption } from './option.ts'
import { useEcharts } from './use-echarts.ts'

interface CanvasProps {
  readonly picture: Picture
  /** The point that is being read, or null. */
  readonly cursor: number | null
  readonly onCursor: (cursor: number | null) => void
}

/** The drawing itself, with the point that is being read marked and told. Loaded only when there is one to draw. */
export function Canvas({ picture, cursor, onCursor }: CanvasProps) {
  const intl = useIntl()
  const draw = useCallback((look: Look) => pictureOption(picture, look, intl), [picture, intl])
  const { place, drawing } = useEcharts(draw)
  const isLying = picture.mark === 'bars'
  const axis = isLying ? { yAxisIndex: 0 } : { xAxisIndex: 0 }

  const point = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    if (!drawing) return
    const { left, top } = currentTarget.getBoundingClientRect()
    const found = Number(drawing.convertFromPixel(axis, isLying ? clientY - top : clientX - left))
    const last = picture.ticks.length - 1
    onCursor(Number.isFinite(found) ? Math.min(last, Math.max(0, Math.round(found))) : null)
  }
  const offset = drawing && cursor !== null ? Number(drawing.convertToPixel(axis, cursor)) : Number.NaN

  return (
    <div
      className={styles.canvas}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && onCursor(null)}
    >
      {/* A canvas takes its base direction from here; what is mirrored is settled by the option. */}
      <div ref={place} dir="ltr" className={styles.drawing} />
      {drawing && cursor !== null && Number.isFinite(offset) && (
        <>
          <div
            className={classNames(styles.cursor, isLying && styles.lying)}
            style={isLying ? { top: offset } : { left: offset }}
          />
          <ReadingCard reading={readPoint(picture, cursor, intl)} style={besides(offset, drawing, isLying)} />
        </>
      )}
    </div>
  )
}

interface Size {
  getWidth(): number
  getHeight(): number
}

/** The card stands on the side of the point where there is more room, and so never leaves the picture. */
function besides(offset: number, size: Size, isLying: boolean) {
  if (isLying) {
    const isLow = offset > size.getHeight() / 2
    const place = isLow ? { top: 'auto', bottom: size.getHeight() - offset + 18 } : { top: offset + 18 }
    // The names of the groups stand at the start: the card leaves them free.
    return { ...place, insetInlineEnd: 0 }
  }
  return offset > size.getWidth() / 2 ? { right: size.getWidth() - offset } : { left: offset }
}

function ReadingCard({ reading, style }: { readonly reading: Reading; readonly style: React.CSSProperties }) {
  return (
    <div className={styles.reading} style={style}>
      <div className={styles.readingName}>{reading.name}</div>
      {reading.lines.map(({ key, label, text, slot }) => (
        <div key={key} className={styles.readingLine}>
          {slot !== null && <Swatch slot={slot} />}
          <span className={styles.readingLabel}>{label}</span>
          <span className={styles.readingText}>{text}</span>
        </div>
      ))}
    </div>
  )
}
