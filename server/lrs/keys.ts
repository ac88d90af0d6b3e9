import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { CreatedCredential, Credential, CredentialScope } from '../contract/credential.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Store } from '../store/store.ts'

/** The keys by which programs send and read statements. */
export interface Keys {
  /** Makes a key. Its secret is in the answer and nowhere else. */
  create(
    wanted: { readonly name: string; readonly scopes: readonly CredentialScope[] },
    by: string,
    requestId?: string,
  ): Promise<CreatedCredential>
  /** Newest first, revoked ones too. */
  list(): Promise<Credential[]>
  /**
   * Takes a key away, at once and for good; again changes nothing.
   * @throws PanoramaError `not_found`
   */
  revoke(id: string, by: string, requestId?: string): Promise<Credential>
  /** The key with this id and secret; null for one that is unknown, wrong or revoked, without telling which. */
  check(id: string, secret: string): Promise<Credential | null>
}

export type KeyStore = Pick<
  Store,
  'createCredential' | 'credentials' | 'credential' | 'noteCredentialUse' | 'revokeCredential'
>

export function createKeys(store: KeyStore, clock: Clock): Keys {
  const lastNoted = new Map<string, string>()

  /** To the minute: one write a minute, however often the key is used. */
  async function noteUse(id: string) {
    const minute = `${clock.now().toISOString().slice(0, 16)}:00.000Z`
    if (lastNoted.get(id) === minute) return
    lastNoted.set(id, minute)
    await store.noteCredentialUse(id, minute)
  }

  return {
    async create({ name, scopes }, by, requestId) {
      const secret = randomBytes(32).toString('base64url')
      const secretHash = hashOf(secret).toString('hex')
      const unique = [...new Set(scopes)]
      const credential = await store.createCredential({
        ...{ name, scopes: unique, secretHash, by },
        ...(requestId !== undefined && { requestId }),
      })
      return { credential, secret }
    },
    list: () => store.credentials(),
    revoke: (id, by, requestId) => store.revokeCredential(id, by, requestId),
    async check(id, secret) {
      // Read each time: whoever revokes a key, in whatever process, wants it to end now.
      const known = await store.credential(id)
      const isRight = timingSafeEqual(hashOf(secret), known ? Buffer.from(known.secretHash, 'hex') : nobody)
      if (!known || !isRight || known.credential.revokedAt !== null) return null
      await noteUse(id)
      return known.credential
    },
  }
}

/**
 * SHA-256 once, and not a slow hash for passwords: the secret is 256 random bits, which nobody can try out, and it is checked
 * with every request.
 */
function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** No secret has this hash; an unknown id takes as long as a known one. */
const nobody = randomBytes(32)
