import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server on this machine on which connections break. */
export interface CuttingProxy {
  readonly port: number
  /** Connections that were made so far. */
  readonly connections: () => number
  close(): Promise<void>
}

/**
 * @param cutAfter bytes of the server's after which each connection is cut, the first one first; those beyond the list hold
 */
export async function openCuttingProxy(port: number, cutAfter: readonly number[]): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((client) => {
    let left = cutAfter[connections++] ?? Number.POSITIVE_INFINITY
    const upstream = connect(port, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream)
    upstream.on('data', (chunk) => {
      if (left <= 0) return
      client.write(chunk.subarray(0, Math.min(left, chunk.length)))
      left -= chunk.length
      if (left <= 0) client.destroySoon()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
