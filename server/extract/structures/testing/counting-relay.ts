import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Passes bytes on to a server of this machine, and counts what a client says. */
export interface CountingRelay {
  /** `127.0.0.1:27017`. */
  readonly host: string
  /** How often clients have said this text so far. */
  said(text: string): number
  /** Cuts all connections there are; new ones are passed on again. */
  cut(): void
  close(): Promise<void>
}

export async function startRelay(port: number): Promise<CountingRelay> {
  const sockets = new Set<Socket>()
  let heard = ''
  const server = createServer((client) => {
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
    client.on('data', (bytes) => {
      heard += bytes.toString('latin1')
    })
    client.pipe(upstream)
    upstream.pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    said: (text) => heard.split(text).length - 1,
    cut,
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
