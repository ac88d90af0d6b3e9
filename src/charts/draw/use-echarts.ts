import { type RefObject, useEffect, useRef, useState } from 'react'
import { type EChartsCoreOption, type EChartsType, init } from './echarts.ts'
import { type Look, readLook, watchLook } from './look.ts'

/**
 * Keeps an ECharts drawing in the element of the returned reference: it is drawn again when what to draw, the size,
 * the theme or the direction changes, and leaves nothing behind.
 * @param draw what to draw, given the look of the place; pass a stable function
 */
export function useEcharts(draw: (look: Look) => EChartsCoreOption): {
  readonly place: RefObject<HTMLDivElement | null>
  readonly drawing: EChartsType | null
} {
  const place = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<EChartsType | null>(null)

  useEffect(() => {
    if (!place.current) return
    const drawn = init(place.current, null, { renderer: 'canvas' })
    setDrawing(drawn)
    return () => {
      drawn.dispose()
      setDrawing(null)
    }
  }, [])

  useEffect(() => {
    if (!drawing) return
    const update = (change: Partial<Look> = {}) => {
      const look = readLook(drawing.getDom().parentElement ?? drawing.getDom())
      drawing.setOption(draw({ ...look, ...change }), { replaceMerge: ['grid', 'xAxis', 'yAxis', 'series'] })
    }
    let isFirst = true
    // Observing tells the size at once, and so draws for the first time.
    const size = new ResizeObserver(() => {
      drawing.resize()
      // Motion explains other figures, not another size.
      update(isFirst ? {} : { still: true })
      isFirst = false
    })
    size.observe(drawing.getDom())
    const unwatch = watchLook(() => update())
    return () => {
      size.disconnect()
      unwatch()
    }
  }, [drawing, draw])

  return { place, drawing }
}
