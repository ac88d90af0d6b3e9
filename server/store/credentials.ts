import { type Credential, credentialSchema } from '../contract/credential.ts'
import type { Clock } from '../kernel/clock.ts'
import { notFound } from '../kernel/errors.ts'
import { auditStatement } from './audit-log.ts'
import type { Database } from './database.ts'
import type { Store } from './store.ts'

const columns = 'id, name, secret_hash, scopes, created_at, created_by, last_used_at, revoked_at'

export function credentials(
  database: Database,
  clock: Clock,
  nextId: () => string,
): Pick<Store, 'createCredential' | 'credentials' | 'credential' | 'noteCredentialUse' | 'revokeCredential'> {
  const store: ReturnType<typeof credentials> = {
    async createCredential({ name, scopes, secretHash, by, requestId }) {
      const id = nextId()
      const at = clock.now().toISOString()
      const after = auditText({ id, name, scopes })
      await database.writeTogether([
        {
          sql: `INSERT INTO credentials (id, name, secret_hash, scopes, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)`,
          args: [id, name, secretHash, JSON.stringify(scopes), at, by],
        },
        auditStatement({
          ...{ id: nextId(), at, actor: by, action: 'credential.created', requestId },
          before: { sql: 'NULL', args: [] },
          after,
        }),
      ])
      return { id, name, scopes: [...scopes], createdAt: at, createdBy: by, lastUsedAt: null, revokedAt: null }
    },

    async credentials() {
      const { rows } = await database.execute(`SELECT ${columns} FROM credentials ORDER BY id DESC`)
      return rows.map(credentialOf)
    },

    async credential(id) {
      const { rows } = await database.execute({ sql: `SELECT ${columns} FROM credentials WHERE id = ?`, args: [id] })
      const row = rows[0]
      return row ? { credential: credentialOf(row), secretHash: String(row.secret_hash) } : null
    },

    async noteCredentialUse(id, at) {
      await database.execute({ sql: 'UPDATE credentials SET last_used_at = ? WHERE id = ?', args: [at, id] })
    },

    async revokeCredential(id, by, requestId) {
      const known = await store.credential(id)
      if (!known) throw notFound('There is no such key.', { advice: 'List them: panorama lrs list' })
      const { credential } = known
      if (credential.revokedAt !== null) return credential
      const at = clock.now().toISOString()
      await database.writeTogether([
        { sql: 'UPDATE credentials SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', args: [at, id] },
        auditStatement({
          ...{ id: nextId(), at, actor: by, action: 'credential.revoked', requestId },
          before: { sql: '?', args: [auditText(credential)] },
          after: null,
        }),
      ])
      return { ...credential, revokedAt: at }
    },
  }
  return store
}

/** What the audit log says of a key: never its secret, not even hashed. */
function auditText({
  id,
  name,
  scopes,
}: Readonly<Pick<Credential, 'id' | 'name'>> & { scopes: readonly string[] }): string {
  return JSON.stringify({ id, name, scopes })
}

function credentialOf(row: Readonly<Record<string, unknown>>): Credential {
  return credentialSchema.parse({
    id: row.id,
    name: row.name,
    scopes: JSON.parse(String(row.scopes)),
    createdAt: row.created_at,
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  })
}
