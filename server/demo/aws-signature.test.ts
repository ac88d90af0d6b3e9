import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { Sha256 } from '../dashboards/hosted/sha256.ts'
import { checkSignature, type SignedRequest } from './aws-signature.ts'

const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const now = new Date('2015-08-30T12:36:00Z')

test('the plainest example of AWS’s own test suite holds', () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'
  const headers = { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z', authorization }
  const request = { method: 'GET', url: '/', headers, body: Buffer.alloc(0) }
  expect(checkSignature(request, 'service', key, now)).toEqual({ isGood: true, region: 'us-east-1' })
})

/** Signed by AWS's own signer. */
async function signed(path: string, query: Record<string, string>, body: string): Promise<SignedRequest> {
  const signer = new SignatureV4({
    service: 'quicksight',
    region: 'eu-west-1',
    credentials: key,
    sha256: Sha256,
    applyChecksum: false,
  })
  const { headers } = await signer.sign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname: 'localhost',
      port: 2180,
      path,
      query,
      headers: { host: 'localhost:2180', 'content-type': 'application/json' },
      body,
    },
    { signingDate: now },
  )
  const search = new URLSearchParams(query).toString().replaceAll('+', '%20')
  return { method: 'POST', url: search === '' ? path : `${path}?${search}`, headers, body: Buffer.from(body) }
}

test('whatever is asked, signed by AWS’s own signer, holds', async () => {
  const segment = fc.string({ minLength: 1, unit: 'grapheme' }).map(encodeURIComponent)
  await fc.assert(
    fc.asyncProperty(
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z-]{1,9}$/), fc.string({ unit: 'grapheme' }), { noNullPrototype: true }),
      fc.string({ unit: 'grapheme' }),
      async (segments, query, body) => {
        const path = `/${segments.join('/')}`
        // Dots are taken out of paths before signing; no address of ours has such a part.
        fc.pre(!segments.some((each) => /^\.{1,2}$/.test(each)))
        const request = await signed(path, query, body)
        expect(checkSignature(request, 'quicksight', key, now)).toEqual({ isGood: true, region: 'eu-west-1' })
      },
    ),
  )
})

let good: SignedRequest
beforeAll(async () => {
  good = await signed('/accounts/123456789012/users/role%2Fname%40example.org', { 'max-results': '9' }, '{"a":1}')
})
const changed = (headers: Record<string, string | undefined>) => ({ ...good, headers: { ...good.headers, ...headers } })

test.each<[string, () => SignedRequest, string]>([
  ['another body', () => ({ ...good, body: Buffer.from('{"a":2}') }), 'InvalidSignatureException'],
  ['another path', () => ({ ...good, url: good.url.replace('name', 'nome') }), 'InvalidSignatureException'],
  ['another query', () => ({ ...good, url: good.url.replace('9', '10') }), 'InvalidSignatureException'],
  ['another method', () => ({ ...good, method: 'PUT' }), 'InvalidSignatureException'],
  ['another host', () => changed({ host: 'localhost:2181' }), 'InvalidSignatureException'],
  ['no host', () => changed({ host: undefined }), 'InvalidSignatureException'],
  ['a header that should be signed', () => changed({ 'x-amz-target': 'else' }), 'InvalidSignatureException'],
  ['no signature', () => changed({ authorization: undefined }), 'MissingAuthenticationTokenException'],
  ['half a signature', () => changed({ authorization: 'AWS4-HMAC-SHA256 Credential=a' }), 'IncompleteSignature'],
])('with %s it does not', (_what, request, name) => {
  expect(checkSignature(request(), 'quicksight', key, now)).toMatchObject({ isGood: false, name })
})

test.each([
  [{ ...key, accessKeyId: 'AKIDOTHER' }, 'quicksight', now, 'UnrecognizedClientException'],
  [{ ...key, secretAccessKey: 'else' }, 'quicksight', now, 'InvalidSignatureException'],
  [key, 'execute-api', now, 'InvalidSignatureException'],
  [key, 'quicksight', new Date('2015-08-30T12:41:01Z'), 'InvalidSignatureException'],
  [key, 'quicksight', new Date('2015-08-30T12:30:59Z'), 'InvalidSignatureException'],
])('nor for another key, service or time', (otherKey, service, at, name) => {
  expect(checkSignature(good, service, otherKey, at)).toMatchObject({ isGood: false, name })
})
