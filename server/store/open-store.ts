import type { Clock } from '../kernel/clock.ts'
import { accessRules } from './access-rules.ts'
import { auditLog } from './audit-log.ts'
import { connect } from './connect.ts'
import { credentials } from './credentials.ts'
import { databaseOn, orUnavailable } from './database.ts'
import { extractionRuns } from './extraction-runs.ts'
import { importRuns } from './import-runs.ts'
import { jobClaims } from './job-claims.ts'
import { logObjects } from './log-objects.ts'
import { migrateStore } from './migrations.ts'
import { positions } from './positions.ts'
import { retired } from './retired.ts'
import { retirements } from './retirements.ts'
import { settings } from './settings.ts'
import type { Store } from './store.ts'
import { createTimeIds } from './time-id.ts'
import { views } from './views.ts'

/**
 * Opens the store and brings its tables up to date. Several processes may have it open at once.
 * @param urlOrFile path of a file, made when missing; or the URL of a libSQL server, for several replicas
 * @throws PanoramaError `unavailable` when it cannot be opened, `misconfigured` when it belongs to a newer version
 */
export async function openStore(urlOrFile: string, clock: Clock): Promise<Store> {
  const client = await orUnavailable(connect(urlOrFile))
  try {
    await orUnavailable(migrateStore(client))
  } catch (error) {
    client.close()
    throw error
  }
  const database = databaseOn(client)
  const nextId = createTimeIds(clock)
  const { stop, ...runs } = importRuns(database, clock, nextId)
  const { stop: stopExtractions, ...extractions } = extractionRuns(database, clock, nextId)
  return {
    ...settings(database, clock, nextId),
    ...auditLog(database, clock, nextId),
    ...runs,
    ...extractions,
    ...jobClaims(database, clock),
    ...positions(database, clock),
    ...logObjects(database, clock),
    ...retired(database),
    ...retirements(database, nextId),
    ...credentials(database, clock, nextId),
    ...accessRules(database, clock, nextId),
    ...views(database, clock, nextId),
    async close() {
      stop()
      stopExtractions()
      client.close()
    },
  }
}
