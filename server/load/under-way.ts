/** Lets so much work run at a time. The first failure is handed to whoever starts or waits next. */
export interface UnderWay {
  /** Starts work, as soon as there is room for it. */
  start(work: () => Promise<void>): Promise<void>
  /** Resolves when nothing is under way. */
  finish(): Promise<void>
}

export function createUnderWay(most: number): UnderWay {
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  const throwFailure = () => {
    if (failures.length > 0) throw failures[0]
  }
  return {
    async start(work) {
      while (running.size >= most) await Promise.race(running)
      throwFailure()
      const task: Promise<void> = work()
        .catch((cause: unknown) => void failures.push(cause))
        .finally(() => running.delete(task))
      running.add(task)
    },
    async finish() {
      await Promise.all(running)
      throwFailure()
    },
  }
}
