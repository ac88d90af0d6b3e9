import type { Clock } from '../kernel/clock.ts'
import type { Database } from './database.ts'
import type { Store } from './store.ts'

export function jobClaims(database: Database, clock: Clock): Pick<Store, 'claimDue' | 'lastClaimed'> {
  return {
    async claimDue(job, due) {
      const { rowsAffected } = await database.execute({
        sql: `INSERT INTO job_claims (job, due, claimed_at) VALUES (?, ?, ?)
              ON CONFLICT (job) DO UPDATE SET due = excluded.due, claimed_at = excluded.claimed_at
              WHERE job_claims.due < excluded.due`,
        args: [job, due, clock.now().toISOString()],
      })
      return rowsAffected > 0
    },

    async lastClaimed(job) {
      const { rows } = await database.execute({ sql: 'SELECT due FROM job_claims WHERE job = ?', args: [job] })
      return rows[0] === undefined ? null : String(rows[0].due)
    },
  }
}
