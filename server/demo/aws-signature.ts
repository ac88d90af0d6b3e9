import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** What AWS allows between the two clocks. */
const skewMs = 5 * 60_000

export interface SignedRequest {
  readonly method: string
  /** Path and query, as they came over the wire. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface AwsKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export type SignatureCheck =
  | { readonly isGood: true; readonly region: string }
  /** With AWS's own name of the error. */
  | { readonly isGood: false; readonly name: string; readonly message: string }

/**
 * Checks a request as AWS does (Signature Version 4, in the `Authorization` header): the key, the service, the date, that what
 * must be signed is signed, and the signature itself over the request as it came.
 */
export function checkSignature(request: SignedRequest, service: string, key: AwsKey, now: Date): SignatureCheck {
  const bad = (name: string, message: string): SignatureCheck => ({ isGood: false, name, message })
  const authorization = request.headers.authorization
  if (authorization === undefined) return bad('MissingAuthenticationTokenException', 'Missing Authentication Token')
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=([a-z0-9;_-]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    )
  if (parts === null) return bad('IncompleteSignature', 'Authorization header is malformed')
  const [, accessKeyId, day, region, named, signedHeaders, signature] = parts as unknown as string[] as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  if (accessKeyId !== key.accessKeyId) {
    return bad('UnrecognizedClientException', 'The security token included in the request is invalid.')
  }
  if (named !== service) return bad('InvalidSignatureException', `Credential should be scoped to ${service}`)
  const time = String(request.headers['x-amz-date'] ?? '')
  const at = readTime(time)
  if (at === null || !time.startsWith(day)) return bad('InvalidSignatureException', 'Date in Credential scope is wrong')
  if (now.getTime() - at.getTime() > skewMs) return bad('InvalidSignatureException', `Signature expired: ${time}`)
  if (at.getTime() - now.getTime() > skewMs) {
    return bad('InvalidSignatureException', `Signature not yet current: ${time}`)
  }
  const signed = signedHeaders.split(';')
  const mustBeSigned = Object.keys(request.headers).filter((name) => name === 'host' || name.startsWith('x-amz-'))
  const unsigned = mustBeSigned.filter((name) => !signed.includes(name))
  if (unsigned.length > 0 || signed.some((name) => request.headers[name] === undefined)) {
    return bad('InvalidSignatureException', `Headers that must be signed are not: ${unsigned.join(', ')}`)
  }
  const scope = `${day}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonicalRequest(request, signed))].join('\n')
  const expected = hmac(signingKey(key.secretAccessKey, day, region, service), text).toString('hex')
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) {
    return bad(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided.',
    )
  }
  return { isGood: true, region }
}

/** `20261127T091427Z` */
function readTime(text: string): Date | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second] = parts
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

function canonicalRequest({ method, url, headers, body }: SignedRequest, signed: readonly string[]): string {
  const [path = '/', query = ''] = url.split('?', 2)
  return [
    method,
    // Every service but S3 signs what is in the path encoded once more than it is sent.
    path.split('/').map(encoded).join('/'),
    canonicalQuery(query),
    ...signed.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signed.join(';'),
    sha256(body),
  ].join('\n')
}

/** In the order of their names, as they are encoded. */
function canonicalQuery(query: string): string {
  const compare = (left: string, right: string) => (left < right ? -1 : Number(left > right))
  return [...new URLSearchParams(query)]
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .sort((left, right) => compare(left[0], right[0]) || compare(left[1], right[1]))
    .map((pair) => pair.join('='))
    .join('&')
}

/** RFC 3986, which is stricter than JavaScript. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function signingKey(secret: string, day: string, region: string, service: string): Buffer {
  const first: Buffer = Buffer.from(`AWS4${secret}`)
  return [day, region, service, 'aws4_request'].reduce((key, part) => hmac(key, part), first)
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex')
}
