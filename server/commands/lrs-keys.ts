import { homeOf } from '../composition/ways-in.ts'
import { type Credential, credentialScopes, newCredentialSchema } from '../contract/credential.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { createKeys } from '../lrs/keys.ts'
import { type Opened, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'
import { whoAsks } from './who-asks.ts'

/** `panorama lrs list`: the keys of programs, newest first, revoked ones too; never their secrets. */
export async function listKeys(terminal: Terminal): Promise<void> {
  await withPanorama(terminal, async (panorama) => {
    const keys = await keysOf(panorama).list()
    terminal.report(keys, keys.length === 0 ? 'There are no keys. Make one: panorama lrs create' : describeKeys(keys))
  })
}

/**
 * `panorama lrs create NAME --scope SCOPE…`: makes a key and prints its secret, this once.
 * @throws PanoramaError `invalid_request` for a name or scope that is none
 */
export async function createKey(
  terminal: Terminal,
  { scope }: { scope: readonly string[] },
  [name]: readonly string[],
): Promise<void> {
  const wanted = newCredentialSchema.safeParse({ name, scopes: scope.flatMap((words) => words.split(',')) })
  if (!wanted.success) {
    throw invalidRequest('A key needs a name of up to 100 characters, and one scope or more.', {
      advice: `Scopes are ${credentialScopes.join(', ')}; say --scope for each.`,
    })
  }
  await withPanorama(terminal, async (panorama) => {
    const made = await keysOf(panorama).create(wanted.data, whoAsks())
    const { credential, secret } = made
    const home = homeOf(panorama.config)
    const addresses = { lrs: `${home}/xAPI/`, tracking: `${home}/api/ingest/tracking` }
    terminal.report(
      { ...made, addresses },
      [
        `User name   ${credential.id}`,
        `Password    ${secret}`,
        `May         ${credential.scopes.join(', ')}`,
        `LRS         ${addresses.lrs}`,
        `Tracking    ${addresses.tracking}`,
      ].join('\n'),
    )
    terminal.note('The password is shown this once and stored nowhere.')
  })
}

/**
 * `panorama lrs revoke ID`: ends a key at once, also for a server that runs; again changes nothing.
 * @throws PanoramaError `not_found`
 */
export async function revokeKey(terminal: Terminal, _options: object, [id = '']: readonly string[]): Promise<void> {
  await withPanorama(terminal, async (panorama) => {
    const credential = await keysOf(panorama).revoke(id, whoAsks())
    terminal.report(credential, `The key for ${credential.name} no longer works, since ${credential.revokedAt}.`)
  })
}

const keysOf = ({ store, clock }: Opened) => createKeys(store, clock)

function describeKeys(keys: readonly Credential[]): string {
  return textTable(
    keys.map(({ id, name, scopes, createdAt, createdBy, lastUsedAt, revokedAt }) => ({
      id,
      name,
      may: scopes.join(', '),
      created: `${createdAt.slice(0, 10)} by ${createdBy}`,
      'last used': lastUsedAt?.slice(0, 16) ?? 'never',
      state: revokedAt === null ? 'works' : `revoked ${revokedAt.slice(0, 10)}`,
    })),
  )
}
