import { z } from 'zod'
import { knownOperations } from './model.ts'

/** What the stand-in is to do wrong, and how often. */
export const faultSchema = z.object({
  kind: z.enum(['throttling', 'access-denied', 'missing', 'failing', 'slow', 'cut-off', 'not-json']),
  /** Of any operation when there is none named. */
  operation: z.enum(knownOperations).optional(),
  times: z.number().int().min(1).max(1_000_000).default(1),
  /** Of `slow`. */
  milliseconds: z.number().int().min(0).max(600_000).default(3_000),
})
export type Fault = z.input<typeof faultSchema>

export interface Faults {
  add(fault: Fault): void
  clear(): void
  /** The next fault meant for this operation, which is used up by it. */
  next(operation: string): z.output<typeof faultSchema> | null
}

export function createFaults(): Faults {
  const waiting: { fault: z.output<typeof faultSchema>; left: number }[] = []
  return {
    add(given) {
      const fault = faultSchema.parse(given)
      waiting.push({ fault, left: fault.times })
    },
    clear: () => void waiting.splice(0),
    next(operation) {
      const place = waiting.findIndex(({ fault }) => fault.operation === undefined || fault.operation === operation)
      const found = waiting[place]
      if (found === undefined) return null
      found.left -= 1
      if (found.left === 0) waiting.splice(place, 1)
      return found.fault
    },
  }
}
