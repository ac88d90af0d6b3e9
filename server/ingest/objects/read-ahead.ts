import type { ListedObject } from '../../s3/list-objects.ts'

export interface OpenedObject {
  readonly object: ListedObject
  /** Read once. */
  readonly content: AsyncIterable<Buffer>
}

/** Objects up to this size are fetched while those before them are read: each fetch waits for its first byte longer than for the rest. */
const smallBytes = 4 * 1024 * 1024
const mostAheadBytes = 16 * 1024 * 1024
const mostAhead = 8

/**
 * Objects with their contents, in their order.
 * @param open begins to read one; what it throws comes when the content is read
 */
export async function* readAhead(
  objects: readonly ListedObject[],
  open: (object: ListedObject, signal: AbortSignal) => AsyncIterable<Buffer>,
): AsyncGenerator<OpenedObject> {
  const ending = new AbortController()
  const ahead: OpenedObject[] = []
  let bytesAhead = 0
  let next = 0

  function openMore(): void {
    for (; next < objects.length && ahead.length < mostAhead; next += 1) {
      const object = objects[next]!
      const bytes = fetchedBytes(object)
      if (ahead.length > 0 && bytesAhead + bytes > mostAheadBytes) return
      bytesAhead += bytes
      const content = open(object, ending.signal)
      ahead.push({ object, content: bytes > 0 ? fetched(content) : content })
    }
  }

  try {
    for (;;) {
      openMore()
      const first = ahead.shift()
      if (!first) return
      yield first
      bytesAhead -= fetchedBytes(first.object)
    }
  } finally {
    ending.abort()
  }
}

const fetchedBytes = ({ bytes }: ListedObject) => (bytes <= smallBytes ? bytes : 0)

/** Begins at once. */
function fetched(content: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const fetching = allOf(content)
  // Whoever reads it is told of a failure; until then nobody listens.
  fetching.catch(() => undefined)
  return (async function* () {
    yield* await fetching
  })()
}

async function allOf(content: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  return pieces
}
