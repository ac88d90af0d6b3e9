import type { Writable } from 'node:stream'

export interface Output {
  add(text: string): void
  /** Hands on what was added, no faster than it is taken. False: whoever read it has gone, as `head` does when it has enough. */
  flush(): Promise<boolean>
}

/** Text on its way to a stream, in large pieces. */
export function openOutput(stream: Writable): Output {
  let pieces: string[] = []
  let failure: NodeJS.ErrnoException | undefined
  let wake = () => {}
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    failure = cause
    wake()
  })
  stream.on('drain', () => wake())
  return {
    add: (text) => pieces.push(text),
    async flush() {
      const text = pieces.join('')
      pieces = []
      if (failure === undefined && text !== '' && !stream.write(text)) {
        await new Promise<void>((resolve) => {
          wake = resolve
          if (failure !== undefined) resolve()
        })
      }
      if (failure !== undefined && failure.code !== 'EPIPE') throw failure
      return failure === undefined
    },
  }
}
