import { drainPending, Session } from 'chdb'

/** chDB answers one query per session at a time, and sessions on the same directory work side by side. */
export interface SessionPool {
  /** Runs `work` with a session of its own, waiting until one is free. Aborting while waiting gives the place up. */
  with<T>(work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Closes every session once what runs on it has ended. */
  close(): Promise<void>
}

/** Things of which each is used by one at a time: whoever comes when none is free waits, in the order of coming. */
interface Line<T> {
  /** @throws the signal's reason when it is aborted before there is one */
  take(signal?: AbortSignal): Promise<T>
  giveBack(thing: T): void
}

function createLine<T>(things: readonly T[]): Line<T> {
  const free = [...things]
  const waiting: ((thing: T) => void)[] = []
  return {
    take(signal) {
      const thing = free.pop()
      if (thing !== undefined) return Promise.resolve(thing)
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          waiting.splice(waiting.indexOf(proceed), 1)
          reject(signal?.reason)
        }
        const proceed = (next: T) => {
          signal?.removeEventListener('abort', giveUp)
          resolve(next)
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        waiting.push(proceed)
      })
    },
    giveBack(thing) {
      const next = waiting.shift()
      if (next) next(thing)
      else free.push(thing)
    },
  }
}

/** How many queries may run at a time, in all pools that are given them. */
export const createPlaces = (count: number): Line<number> =>
  createLine(Array.from({ length: count }, (_, place) => place))

export function createSessionPool(dataDir: string, size: number, places = createPlaces(size)): SessionPool {
  const sessions = new Set(Array.from({ length: size }, () => new Session(dataDir)))
  const free = createLine([...sessions])
  let isClosed = false

  /** chDB keeps what a failed query had answered so far, and puts it before the next answer of the same session. */
  function replace(session: Session): Session {
    // A new session would open the directory again.
    if (isClosed) return session
    session.close()
    sessions.delete(session)
    const fresh = new Session(dataDir)
    sessions.add(fresh)
    return fresh
  }

  async function inPlace<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const place = await places.take(signal)
    try {
      return await work()
    } finally {
      places.giveBack(place)
    }
  }

  return {
    async with(work, signal) {
      signal?.throwIfAborted()
      let session = await free.take(signal)
      try {
        return await inPlace(() => work(session), signal)
      } catch (error) {
        session = replace(session)
        throw error
      } finally {
        free.giveBack(session)
      }
    },
    async close() {
      isClosed = true
      for (const session of sessions) session.close()
      await drainPending()
    },
  }
}
