import { createServer as createHttp, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Certificate } from './certificate.ts'

/** The first byte of whoever begins with TLS: the number of its handshake record. */
const tlsHandshake = 0x16

export interface EitherProtocol {
  readonly port: number
  close(): Promise<void>
}

/**
 * Listens on one port of this machine for HTTP and HTTPS: the API is asked without a certificate, which no AWS client would
 * trust here, and browsers frame nothing without one.
 */
export async function listenForEither(
  port: number,
  certificate: Certificate,
  answer: (isSecure: boolean) => RequestListener,
): Promise<EitherProtocol> {
  const [plain, secure] = [createHttp(answer(false)), createHttps({ ...certificate }, answer(true))]
  const open = new Set<Socket>()
  const server: Server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
    socket.once('readable', () => {
      const first = socket.read(1) as Buffer | null
      if (first === null) return
      socket.unshift(first)
      const target = first[0] === tlsHandshake ? secure : plain
      target.emit('connection', socket)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}
