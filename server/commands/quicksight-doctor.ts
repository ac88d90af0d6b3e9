import type { Locale } from '../contract/text.ts'
import { createQuickSightClient } from '../dashboards/quicksight/client.ts'
import { type ExaminedDashboard, examineQuickSight } from '../dashboards/quicksight/examine.ts'
import { createLogger } from '../kernel/log.ts'
import { describeFindings } from './findings.ts'
import { untilInterrupted } from './interruption.ts'
import { withPanorama } from './open.ts'
import { readQuickSight } from './quicksight.ts'
import type { Terminal } from './terminal.ts'

export interface DoctorOptions {
  readonly dashboard: readonly string[]
  readonly all?: boolean
  readonly language: string
}

/**
 * `panorama quicksight doctor`: whether what has to be right is right, for the dashboards and users that are set in Panorama,
 * for those that are named, or for all of the account.
 * Ends with 1 when something would not be shown.
 */
export async function examineQuickSightHere(
  terminal: Terminal,
  { dashboard: named, all = false, language }: DoctorOptions,
): Promise<void> {
  const settings = readQuickSight(terminal)
  const locale: Locale = language.toLowerCase().startsWith('es') ? 'es' : 'en'
  // What it finds is told in words; the log would say it twice.
  const client = createQuickSightClient(settings, createLogger('silent'))
  const { dashboards, userArns } =
    named.length > 0 ? { dashboards: named.map(unmarked), userArns: [] } : await setInPanorama(terminal)
  const found = await untilInterrupted((signal) =>
    examineQuickSight({ settings, client, locale, signal, dashboards: all ? 'all' : dashboards, userArns }),
  )
  terminal.report(found, describeFindings(found))
  if (found.some(({ outcome }) => outcome === 'problem')) process.exitCode = 1
}

/** What nobody has marked may hold rows of people. */
const unmarked = (id: string): ExaminedDashboard => ({ id, holdsRowsOfPeople: true })

async function setInPanorama(terminal: Terminal) {
  return withPanorama(terminal, async ({ store }) => {
    const { dashboards, people } = await store.accessRules()
    const ours = dashboards.filter(({ provider }) => provider === 'quicksight')
    return {
      dashboards: ours.map(({ providerId, holdsRowsOfPeople }) => ({ id: providerId, holdsRowsOfPeople })),
      userArns: [...new Set(people.flatMap(({ arn }) => (arn === null ? [] : [arn])))],
    }
  })
}
