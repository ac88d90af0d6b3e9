import { type RefObject, useEffect, useRef, useState } from 'react'
import { type EChartsCoreOption, type EChartsType, init } from './echarts.ts'
import { type Look, readLook, watchLook } from './look.ts'

/**
 * Keeps an ECharts drawing in the element of the returned reference: it is drawn again when what to draw, the size,
 * the theme or the direction changes, and leaves nothing behind.
 * @param draw what to draw, given the look of the place; pass a stable function
 * @returns the place, and the drawing with the number of its latest change of size (positions hold until the next)
 */
export function useEcharts(draw: (look: Look) => EChartsCoreOption): {
  readonly place: RefObject<HTMLDivElement | null>
  readonly drawing: EChartsType | null
  readonly resized: number
} {
  const place = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<EChartsType | null>(null)
  const [resized, setResized] = useState(0)

  useEffect(() => {
    if (!place.current) return
    const drawn = init(place.current, null, { renderer: 'canvas' })
    const size = new ResizeObserver(() => {
      drawn.resize()
      setResized((count) => count + 1)
    })
    size.observe(place.current)
    setDrawing(drawn)
    return () => {
      size.disconnect()
      drawn.dispose()
      setDrawing(null)
    }
  }, [])

  useEffect(() => {
    if (!drawing) return
    const update = () => {
      const option = draw(readLook(drawing.getDom()))
      drawing.setOption(option, { replaceMerge: ['grid', 'xAxis', 'yAxis', 'series'] })
    }
    update()
    return watchLook(update)
  }, [drawing, draw])

  return { place, drawing, resized }
}
