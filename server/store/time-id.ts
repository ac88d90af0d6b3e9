import { randomBytes } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'

/**
 * Makes ids that sort as text in the order in which they were made: UUID version 7 (RFC 9562 §5.7), with the 12 bits
 * after the milliseconds as a counter. A clock that stands still or is set back does not disturb the order.
 */
export function createTimeIds(clock: Clock): () => string {
  let millisecond = 0
  let counter = 0
  return () => {
    const now = clock.now().getTime()
    if (now > millisecond) {
      millisecond = now
      counter = 0
    } else if (++counter > 0xfff) {
      millisecond += 1
      counter = 0
    }
    const time = millisecond.toString(16).padStart(12, '0')
    const sequence = counter.toString(16).padStart(3, '0')
    const random = randomBytes(8)
    random[0] = (random[0]! & 0x3f) | 0x80
    const tail = random.toString('hex')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
}
