import { drainPending, Session } from 'chdb'

/** chDB answers one query per session at a time, and sessions on the same directory work side by side. */
export interface SessionPool {
  /** Runs `work` with a session of its own, waiting until one is free. Aborting while waiting gives the place up. */
  with<T>(work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Closes every session once what runs on it has ended. */
  close(): Promise<void>
}

export function createSessionPool(dataDir: string, size: number): SessionPool {
  const sessions = new Set(Array.from({ length: size }, () => new Session(dataDir)))
  const free = [...sessions]
  const waiting: ((session: Session) => void)[] = []
  let isClosed = false

  function take(signal?: AbortSignal): Promise<Session> {
    const session = free.pop()
    if (session) return Promise.resolve(session)
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(proceed), 1)
        reject(signal?.reason)
      }
      const proceed = (next: Session) => {
        signal?.removeEventListener('abort', giveUp)
        resolve(next)
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      waiting.push(proceed)
    })
  }

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

  function giveBack(session: Session) {
    const next = waiting.shift()
    if (next) next(session)
    else free.push(session)
  }

  return {
    async with(work, signal) {
      signal?.throwIfAborted()
      let session = await take(signal)
      try {
        return await work(session)
      } catch (error) {
        session = replace(session)
        throw error
      } finally {
        giveBack(session)
      }
    },
    async close() {
      isClosed = true
      for (const session of sessions) session.close()
      await drainPending()
    },
  }
}
