import type { Finding } from '../contract/finding.ts'
import type { Locale } from '../contract/text.ts'
import { examineSuperset } from '../dashboards/superset/examine.ts'
import { openSupersetSession } from '../dashboards/superset/superset-session.ts'
import { describeFindings } from './findings.ts'
import { withPanorama } from './open.ts'
import { administrate, supersetOf } from './superset-connection.ts'
import type { Terminal } from './terminal.ts'

/**
 * `panorama superset doctor [DASHBOARD…]`: whether what has to be right is right, for the dashboards that are listed in Panorama
 * or for those that are named. Ends with 1 when something would not be shown, or not only to whom it may be.
 */
export async function examineSupersetHere(
  terminal: Terminal,
  { language }: { readonly language: string },
  named: readonly string[],
): Promise<void> {
  const locale: Locale = language.toLowerCase().startsWith('es') ? 'es' : 'en'
  const found = await withPanorama(terminal, async ({ config, clock, store }): Promise<Finding[]> => {
    const superset = supersetOf(config)
    const { internalUrl, authProvider, service, admin, guestRole } = superset
    const { dashboards } = await store.accessRules()
    const listed = dashboards.filter(({ provider }) => provider === 'superset')
    const examined =
      named.length > 0
        ? named.map((id) => ({ id, holdsRowsOfPeople: true }))
        : listed.map(({ providerId, holdsRowsOfPeople }) => ({ id: providerId, holdsRowsOfPeople }))
    return examineSuperset({
      service: openSupersetSession({ url: internalUrl, authProvider, ...service }, clock),
      admin: admin.password === '' ? null : administrate(superset, clock),
      url: internalUrl,
      guestRole,
      origin: new URL(config.publicUrl).origin,
      dashboards: examined,
      locale,
    })
  })
  terminal.report(found, describeFindings(found))
  if (found.some(({ outcome }) => outcome === 'problem')) process.exitCode = 1
}
