import type { JSONWebKeySet, JWK } from 'jose'
import { z } from 'zod'

/** RFC 7518 §6.3.2 and §6.4: members that only the holder of a private or symmetric key has. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

const base64Url = z
  .string()
  // Templates wrap long numbers; whitespace carries no meaning in base64url.
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^[A-Za-z0-9_-]+$/, 'is not base64url'))

const publicKey = z
  .looseObject({ kty: z.literal('RSA', 'must be "RSA": the LMS signs with RS512'), n: base64Url, e: base64Url })
  .refine((key) => privateMembers.every((member) => !(member in key)), {
    message: 'holds private members: give the public set only, and consider the key leaked',
    abort: true,
  })
  .transform(({ kty, n, e, kid }): JWK => ({ kty, n, e, ...(typeof kid === 'string' && { kid }) }))

const keySet = z.preprocess(
  (value) => (Array.isArray(value) ? { keys: value } : value),
  z.object({ keys: z.array(publicKey).min(1, 'holds no key') }),
)

/** A public JWK set (RFC 7517) given as JSON text: `{"keys": [...]}` or the bare list of keys. */
export const publicJwkSet = z.string().transform((text, context): JSONWebKeySet => {
  const parsed = keySet.safeParse(jsonOrUndefined(text))
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const where = issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
    context.addIssue(`${where}${issue.path.length > 0 ? issue.message : 'must be a JSON Web Key set as JSON text'}`)
  }
  return z.NEVER
})

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
