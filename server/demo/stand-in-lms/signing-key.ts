import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { JSONWebKeySet } from 'jose'

export interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** As the LMS publishes it in `JWT_PUBLIC_SIGNING_JWK_SET`: neither `alg` nor `use`. */
  readonly keySet: JSONWebKeySet
}

/**
 * The key with which the stand-in LMS signs, made at the first start and kept in the data directory, readable by its
 * owner only: so sign-ins outlive a restart, and no two sites share a key.
 */
export async function openSigningKey(dataDir: string): Promise<SigningKey> {
  const file = join(dataDir, 'stand-in-lms-key.pem')
  const privateKey = createPrivateKey((await readIfThere(file)) ?? (await makeKey(file)))
  const publicKey = createPublicKey(privateKey)
  const { kty, e, n } = publicKey.export({ format: 'jwk' })
  return { privateKey, publicKey, keySet: { keys: [{ kid: 'stand-in-lms', kty: kty!, e: e!, n: n! }] } }
}

async function makeKey(file: string): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' })
  return pem
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
