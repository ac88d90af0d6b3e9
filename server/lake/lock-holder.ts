import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'

export const lockHolderSchema = z.object({
  host: z.string(),
  pid: z.number().int(),
  /** In which a process id means one process: containers of one machine have one each. Empty where the system does not tell. */
  space: z.string(),
})
export type LockHolder = z.infer<typeof lockHolderSchema>

export function thisProcess(): LockHolder {
  return { host: hostname(), pid: process.pid, space: processSpace() }
}

/** Whether it is certain that a process has ended: it can be looked for, and is not there. */
export function hasEnded({ host, pid, space }: LockHolder): boolean {
  if (host !== hostname() || space !== processSpace()) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (cause) {
    return (cause as { code?: string }).code === 'ESRCH'
  }
}

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}
