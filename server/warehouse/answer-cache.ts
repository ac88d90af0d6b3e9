/** Rows of an answer that several askers may share: frozen. */
export type SharedRows = readonly Readonly<Record<string, unknown>>[]

interface Asked {
  readonly rows: Promise<SharedRows>
  /** Aborts the work once all who asked have left. */
  readonly work: AbortController
  waiting: number
  /** How much of the cache the answer takes; 0 while it is being worked on. */
  size: number
}

/**
 * Lets identical questions share one answer: those asked while it is being worked on wait for it, those asked later get
 * it as long as the data has not changed. Holds at most so many rows; the answer that nobody wanted for longest goes first.
 */
export function createAnswerCache(mostRows: number) {
  const answers = new Map<string, Asked>()
  let current = ''
  let held = 0

  function start(key: string, ask: (signal: AbortSignal) => Promise<SharedRows>): Asked {
    const work = new AbortController()
    const asked: Asked = { rows: ask(work.signal), work, waiting: 0, size: 0 }
    answers.set(key, asked)
    asked.rows.then(
      (rows) => keep(key, asked, rows.length + 1),
      () => forget(key, asked),
    )
    return asked
  }

  function keep(key: string, asked: Asked, size: number) {
    // The data may have changed while the answer was worked on: then another one has its place, or none.
    if (answers.get(key) !== asked) return
    asked.size = size
    held += size
    for (const [oldest, answer] of answers) {
      if (held <= mostRows) break
      if (answer.size > 0) forget(oldest, answer)
    }
  }

  function forget(key: string, asked: Asked) {
    if (answers.get(key) !== asked) return
    answers.delete(key)
    held -= asked.size
  }

  /**
   * @param version of the data; an answer under another version is not used again
   * @param signal of this asker, who then no longer waits; others may
   */
  return async function shared(
    version: string,
    key: string,
    signal: AbortSignal | undefined,
    ask: (signal: AbortSignal) => Promise<SharedRows>,
  ): Promise<SharedRows> {
    signal?.throwIfAborted()
    if (version !== current) {
      answers.clear()
      current = version
      held = 0
    }
    const known = answers.get(key)
    const asked = known ?? start(key, ask)
    if (known && known.size > 0) {
      answers.delete(key)
      answers.set(key, known)
    }
    asked.waiting++
    return new Promise((resolve, reject) => {
      const leave = () => {
        asked.waiting--
        if (asked.waiting === 0) {
          forget(key, asked)
          asked.work.abort(signal?.reason)
        }
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', leave, { once: true })
      asked.rows.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))
    })
  }
}
