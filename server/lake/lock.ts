import { z } from 'zod'
import type { Clock } from '../kernel/clock.ts'
import { conflict, inUse, PanoramaError } from '../kernel/errors.ts'
import { hasEnded, lockHolderSchema, thisProcess } from './lock-holder.ts'
import type { LakeStorage } from './storage/storage.ts'

/** How long a lock holds that nobody renews: what a run that was killed keeps others waiting at the most. */
const leaseMs = 120_000

/** The right to write into the lake, of one run alone. */
export interface LakeLock {
  /** Aborts when another run may have taken over. */
  readonly signal: AbortSignal
  /** False: the service replaces texts whatever their version, so that two runs that begin in the same seconds may both go on. */
  readonly isForOneAlone: boolean
  /** To be asked before each step that others would see. @throws PanoramaError `conflict` when the lock was lost */
  assertHeld(): void
  release(): Promise<void>
}

const lockSchema = z.object({
  /** Null: nobody has it. */
  run: z.string().nullable(),
  holder: lockHolderSchema,
  since: z.iso.datetime(),
  until: z.iso.datetime(),
})
type Lock = z.infer<typeof lockSchema>

/** Who writes into the lake now. */
export interface LakeHolder {
  readonly run: string
  readonly since: string
  readonly host: string
  readonly pid: number
}

/** @returns null: nobody, or somebody who has ended without a word */
export async function holderOf(storage: LakeStorage, key: string, clock: Clock): Promise<LakeHolder | null> {
  const found = await storage.readText(key)
  const lock = found && readLock(found.text)
  if (!lock || !isHeld(lock, clock)) return null
  const { since, holder } = lock
  return { run: lock.run!, since, host: holder.host, pid: holder.pid }
}

const isHeld = ({ run, until, holder }: Lock, clock: Clock) =>
  run !== null && new Date(until) > clock.now() && !hasEnded(holder)

/**
 * Takes the lock of the lake, and renews it until it is released. The lock of a run that ended without a word is taken over: at once,
 * where it ran on this machine and is no more, and when its time is up otherwise.
 * @param run id of the run that wants to write
 * @throws PanoramaError `in_use` while another run has it
 */
export async function takeLock(
  storage: LakeStorage,
  key: string,
  run: string,
  clock: Clock,
  forMs = leaseMs,
): Promise<LakeLock> {
  const since = clock.now().toISOString()
  const textUntil = (until: number) =>
    lockText({ run, holder: thisProcess(), since, until: new Date(until).toISOString() })
  let lease = beginLease(clock, forMs)
  const found = await storage.readText(key)
  const lock = found && readLock(found.text)
  if (lock && isHeld(lock, clock)) throw heldBy(lock)
  let text = textUntil(lease.until)
  let tag = await storage.replaceText(key, text, found?.tag ?? null).catch(overtaken)
  const isForOneAlone = await storage.replacesForOneAlone(key)
  if (!isForOneAlone) {
    // Others may believe that they have it, too: from here on the storage looks twice.
    const now = await storage.readText(key)
    if (now?.text !== text) throw inUse('Another run has just begun to write into the lake.', { advice: waiting })
    lease = beginLease(clock, forMs)
    text = textUntil(lease.until)
    tag = await storage.replaceText(key, text, now.tag).catch(overtaken)
  }

  const lost = new AbortController()
  let renewal: Promise<void> = Promise.resolve()

  async function renew() {
    const next = beginLease(clock, forMs)
    try {
      tag = await storage.replaceText(key, textUntil(next.until), tag)
      lease = next
    } catch (cause) {
      // What passes is tried again until the time is up.
      if ((cause instanceof PanoramaError && cause.code === 'conflict') || lease.isOver()) lost.abort(lockLost())
    }
  }

  const timer = setInterval(() => {
    renewal = renewal.then(renew)
  }, forMs / 6)
  timer.unref()

  return {
    signal: lost.signal,
    isForOneAlone,
    assertHeld() {
      if (!lost.signal.aborted && lease.isOver()) lost.abort(lockLost())
      lost.signal.throwIfAborted()
    },
    async release() {
      clearInterval(timer)
      await renewal
      if (lost.signal.aborted) return
      lost.abort(lockLost())
      // Not lost in vain: who cannot say that they are done leaves it to the lease.
      const free = lockText({ run: null, holder: thisProcess(), since, until: clock.now().toISOString() })
      await storage.replaceText(key, free, tag).catch(() => undefined)
    },
  }
}

interface Lease {
  /** Milliseconds of the epoch. */
  readonly until: number
  /** A little before others may take over, by whichever clock went faster: what is under way must end before. */
  isOver(): boolean
}

/** Begins when it is asked for, not when it is granted. */
function beginLease(clock: Clock, forMs: number): Lease {
  const [began, ticks] = [clock.now().getTime(), performance.now()]
  const safeMs = (forMs * 3) / 4
  return {
    until: began + forMs,
    isOver: () => clock.now().getTime() - began > safeMs || performance.now() - ticks > safeMs,
  }
}

function lockText(lock: Lock): string {
  return `${JSON.stringify(lock, null, 2)}\n`
}

/** A lock that cannot be read keeps nobody out: whoever wrote it is not of this version. */
function readLock(text: string): Lock | undefined {
  try {
    return lockSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const waiting = 'Wait until it is done. A run that was killed on another machine keeps its place for two minutes.'

const heldBy = ({ since, holder }: Lock) =>
  inUse(`Another run is writing into the lake, since ${since}, on ${holder.host} (process ${holder.pid}).`, {
    advice: waiting,
  })

function overtaken(cause: unknown): never {
  if (!(cause instanceof PanoramaError) || cause.code !== 'conflict') throw cause
  throw inUse('Another run has just begun to write into the lake.', { advice: waiting, cause })
}

const lockLost = () =>
  conflict('Another run may have taken over the lake meanwhile, so this one publishes nothing more.', {
    advice: 'What it published before is complete. Look at why it was held up for minutes, and run it again.',
  })
