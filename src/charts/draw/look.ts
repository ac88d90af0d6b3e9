/** What the style sheets say at the place of a chart, in the words of a canvas. */
export interface Look {
  /** Colours by slot. */
  readonly palette: readonly string[]
  readonly axis: string
  readonly grid: string
  readonly surface: string
  readonly font: string
  /** CSS pixels. */
  readonly width: number
  readonly rightToLeft: boolean
  /** The person asked for less motion. */
  readonly still: boolean
}

const slots = [1, 2, 3, 4, 5, 6, 7, 8]

/** Reads the tokens that hold for this element now. */
export function readLook(element: Element): Look {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    palette: slots.map((slot) => token(`--pan-chart-${slot}`)),
    axis: token('--pan-chart-axis'),
    grid: token('--pan-chart-grid'),
    surface: token('--pan-surface'),
    font: style.fontFamily,
    width: element.clientWidth,
    rightToLeft: style.direction === 'rtl',
    still: matchMedia('(prefers-reduced-motion: reduce)').matches,
  }
}

/** Calls `changed` whenever the look may be another one: theme, direction, system setting. Returns how to stop. */
export function watchLook(changed: () => void): () => void {
  const settings = ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)'].map((query) =>
    matchMedia(query),
  )
  const attributes = new MutationObserver(changed)
  attributes.observe(document.documentElement, { attributeFilter: ['data-paragon-theme-variant', 'dir'] })
  for (const setting of settings) setting.addEventListener('change', changed)
  return () => {
    attributes.disconnect()
    for (const setting of settings) setting.removeEventListener('change', changed)
  }
}
