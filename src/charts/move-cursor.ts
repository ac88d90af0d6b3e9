/** How many points Page Up and Page Down skip. */
const leap = 10

/**
 * Where a key moves the reader among `count` points; from nowhere the first key press goes to the first point.
 * @returns the new place, null when the key stops the reading, undefined when the key means nothing here
 */
export function moveCursor(
  key: string,
  cursor: number | null,
  count: number,
  isMirrored: boolean,
): number | null | undefined {
  const onwards = isMirrored ? 'ArrowLeft' : 'ArrowRight'
  const back = isMirrored ? 'ArrowRight' : 'ArrowLeft'
  const by = (step: number) => (cursor === null ? 0 : Math.min(count - 1, Math.max(0, cursor + step)))
  switch (key) {
    case onwards:
    case 'ArrowDown':
      return by(1)
    case back:
    case 'ArrowUp':
      return by(-1)
    case 'PageDown':
      return by(leap)
    case 'PageUp':
      return by(-leap)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'Escape':
      return cursor === null ? undefined : null
    default:
      return undefined
  }
}
