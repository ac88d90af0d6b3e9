/** Lets a loop sleep until its time is up or somebody rings, whichever is first. A ring while it is awake is not lost. */
export interface Bell {
  ring(): void
  /** @param signal ends the sleep, too */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

export function createBell(): Bell {
  let isRung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      isRung = true
      wake?.()
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(end, milliseconds)
        function end() {
          clearTimeout(timer)
          signal.removeEventListener('abort', end)
          wake = undefined
          isRung = false
          resolve()
        }
        signal.addEventListener('abort', end, { once: true })
        wake = end
        if (isRung || signal.aborted) end()
      }),
  }
}
