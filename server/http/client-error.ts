import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { failureAnswer } from './failures.ts'

/** Answers what is not even HTTP, in the same shape as every other failure, and hangs up. */
export function answerClientError(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const statusCode = statusOf(error.code)
  const { status, body } = failureAnswer({ statusCode }, randomUUID())
  const json = JSON.stringify(body)
  socket.end(
    [
      `HTTP/1.1 ${status} ${status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(json)}`,
      'Connection: close',
      '',
      json,
    ].join('\r\n'),
  )
}

function statusOf(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
}
