import { rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { inUse, misconfigured } from '../kernel/errors.ts'

/** A path that is longer names no socket. */
const longestPath = 100

/**
 * Holds a directory for this process. A socket in it, since it goes with its process, whatever ends that.
 * @returns lets go of it
 * @throws PanoramaError `in_use` while another process holds it
 */
export async function holdAlone(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'held.sock')
  if (Buffer.byteLength(path) > longestPath) {
    throw misconfigured(`${directory} is too long a path.`, { advice: 'Set PANORAMA_DATA_DIR to a shorter one.' })
  }
  const server = (await listening(path)) ?? (await takenOver(path))
  if (!server) {
    throw inUse('Another process ships logs to the same place already.', {
      advice: 'End it first: two would ship every event twice.',
    })
  }
  return () => new Promise((resolve) => void server.close(() => resolve()))
}

/** Null where something has that path already. */
function listening(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy()).unref()
    server.once('error', (cause: NodeJS.ErrnoException) =>
      cause.code === 'EADDRINUSE' ? resolve(null) : reject(cause),
    )
    server.listen(path, () => resolve(server))
  })
}

/** What a process has left that is gone. */
async function takenOver(path: string): Promise<Server | null> {
  const isHeld = await new Promise<boolean>((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
  if (isHeld) return null
  await rm(path, { force: true })
  return listening(path)
}
