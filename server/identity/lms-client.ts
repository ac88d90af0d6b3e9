import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { z } from 'zod'
import { unavailable } from '../kernel/errors.ts'
import type { Logger } from '../kernel/log.ts'

export interface LmsAddress {
  /** Root URL that browsers use, without a trailing slash: `https://learn.example.org`. */
  readonly publicUrl: string
  /** Root URL by which this service reaches the LMS: `http://lms:8000` under Tutor, else the public one. */
  readonly internalUrl: string
}

/**
 * Asks the LMS on behalf of the bearer of a token.
 * @param path with a leading slash
 * @throws PanoramaError `unavailable` when there is no answer in time, or one that is not of the expected shape
 */
export type AskLms = <T>(path: string, token: string, shape: z.ZodType<T>) => Promise<LmsAnswer<T>>

/** `refused`: the LMS does not accept the token, or not for this. `absent`: it has nothing there, or does not say so. */
type LmsAnswer<T> =
  | { readonly kind: 'answer'; readonly body: T }
  | { readonly kind: 'refused' }
  | { readonly kind: 'absent' }

export interface LmsClientSettings {
  readonly address: LmsAddress
  readonly log: Logger
  readonly timeoutMs?: number
}

const maxAnswerBytes = 8 * 1024 * 1024

/**
 * Requests go out with the public host name, as through Tutor's own proxy, so that the LMS picks the right site. They
 * carry the token in the header and no cookies, and follow no redirect: a token goes to the LMS and nowhere else.
 * (`fetch` does not let a program set `Host`.)
 */
export function createLmsClient({ address, log, timeoutMs = 5000 }: LmsClientSettings): AskLms {
  const { publicUrl, internalUrl } = address
  const { host, protocol } = new URL(publicUrl)
  const request = internalUrl.startsWith('https:') ? requestHttps : requestHttp

  const fetchText = (path: string, token: string) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const headers = {
        host,
        'x-forwarded-proto': protocol.slice(0, -1),
        authorization: `JWT ${token}`,
        accept: 'application/json',
      }
      const outgoing = request(
        `${internalUrl.replace(/\/$/, '')}${path}`,
        { headers, signal: AbortSignal.timeout(timeoutMs) },
        (incoming) => {
          const chunks: Buffer[] = []
          let size = 0
          incoming.on('data', (chunk: Buffer) => {
            size += chunk.length
            if (size > maxAnswerBytes) incoming.destroy(new Error('answer too long'))
            else chunks.push(chunk)
          })
          incoming.on('error', reject)
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
          )
        },
      )
      outgoing.on('error', reject)
      outgoing.end()
    })

  return async (path, token, shape) => {
    try {
      const { status, text } = await fetchText(path, token)
      if (status === 401 || status === 403) return { kind: 'refused' }
      if (status === 404) return { kind: 'absent' }
      if (status !== 200) throw new Error(`status ${status}`)
      return { kind: 'answer', body: parse(text, shape) }
    } catch (cause) {
      log.warn({ reason: cause instanceof Error ? cause.message : 'unknown' }, 'the LMS does not answer')
      throw unavailable('The LMS does not answer.', { cause })
    }
  }
}

/** Fails without quoting the answer, which is about a person. */
function parse<T>(text: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    throw new Error('an answer of an unexpected shape')
  }
}
