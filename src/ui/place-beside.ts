/** Distance from the thing pointed at and from the edges of the window, in CSS pixels. */
const gap = 8

/** Puts a bubble below what it belongs to, above where there is no room, and never beyond the edges of the window. */
export function placeBeside(anchor: HTMLElement, bubble: HTMLElement): void {
  const at = anchor.getBoundingClientRect()
  const { width, height } = bubble.getBoundingClientRect()
  const middle = at.left + at.width / 2 - width / 2
  const left = Math.max(gap, Math.min(middle, document.documentElement.clientWidth - width - gap))
  const fitsBelow = at.bottom + gap + height <= window.innerHeight
  bubble.style.left = `${left}px`
  bubble.style.top = `${fitsBelow ? at.bottom + gap : Math.max(gap, at.top - gap - height)}px`
}
