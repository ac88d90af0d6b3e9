import type { FastifyRequest } from 'fastify'
import type { Credential } from '../contract/credential.ts'
import { invalidRequest } from '../kernel/errors.ts'
import type { Keys } from '../lrs/keys.ts'
import { credentialFrom } from './keys.ts'
import type { Body } from './read-body.ts'

/** A request to the LRS, in whichever of its two syntaxes it was written (xAPI 1.0.3, Communication §1.3). */
export interface XapiRequest {
  readonly method: string
  readonly parameters: URLSearchParams
  /** The header `X-Experience-API-Version`. */
  readonly version: string | undefined
  readonly contentType: string | undefined
  readonly content: string
  readonly credential: Credential | null
}

/** A request that says in its query what it means to be: browsers of old could neither PUT nor set headers. */
export function isAlternate(request: FastifyRequest): boolean {
  return request.method === 'POST' && queryOf(request).has('method')
}

export async function readRequest(request: FastifyRequest, keys: Keys): Promise<XapiRequest> {
  const { headers, method, credential } = request
  const content = (request.body as Body | undefined)?.bytes.toString() ?? ''
  const version = headers['x-experience-api-version']
  const parameters = queryOf(request)
  if (!isAlternate(request)) {
    const told = { version: textOf(version), contentType: headers['content-type'] }
    return { method: method === 'HEAD' ? 'GET' : method, parameters, content, credential, ...told }
  }
  if (parameters.size > 1) throw invalidRequest('In this syntax the query holds the method, and the body all else.')
  return readAlternate(parameters.get('method') ?? '', new URLSearchParams(content), {
    version: textOf(version),
    credential,
    keys,
  })
}

/** The members of the form that stand for headers, and the one that stands for the body; the rest are parameters. */
const headerNames = [
  'authorization',
  'x-experience-api-version',
  'content-type',
  'content-length',
  'if-match',
  'if-none-match',
]

async function readAlternate(
  method: string,
  form: URLSearchParams,
  outer: { version: string | undefined; credential: Credential | null; keys: Keys },
): Promise<XapiRequest> {
  const headers = new Map<string, string>()
  const parameters = new URLSearchParams()
  for (const [name, value] of form) {
    if (headerNames.includes(name.toLowerCase())) headers.set(name.toLowerCase(), value)
    else if (name !== 'content') parameters.append(name, value)
  }
  const authorization = headers.get('authorization')
  return {
    method: method.toUpperCase(),
    parameters,
    version: headers.get('x-experience-api-version') ?? outer.version,
    // What is in the form is JSON unless it says otherwise: there is nothing else that it could be.
    contentType: headers.get('content-type') ?? 'application/json',
    content: form.get('content') ?? '',
    credential: authorization === undefined ? outer.credential : await credentialFrom(authorization, outer.keys),
  }
}

function queryOf({ url }: FastifyRequest): URLSearchParams {
  const start = url.indexOf('?')
  return new URLSearchParams(start < 0 ? '' : url.slice(start + 1))
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
