import type { Finding } from '../contract/finding.ts'
import { openSource } from '../extract/open-source.ts'
import { choiceOf, planTable, warningsOf } from '../extract/personal-data/plan.ts'
import type { DatasourceSettings, ExtractionSettings } from '../extract/settings/settings.ts'
import { systemClock } from '../kernel/clock.ts'
import { failureText } from '../kernel/failure-text.ts'
import { openCatalogue } from '../lake/catalogue/open-catalogue.ts'
import { openLake } from '../lake/lake.ts'
import { allListed } from './elt-listed-tables.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import { describeFindings } from './findings.ts'
import type { Terminal } from './terminal.ts'

/** `panorama elt test-connections`: tries the lake, the catalogue and every source. Ends with 1 when one of them does not work. */
export async function testEltConnections(terminal: Terminal, options: EltOptions): Promise<void> {
  const { settings } = await readEltSettings(terminal, options)
  const findings: Finding[] = []
  for (const [subject, test] of testsOf(settings)) {
    terminal.progress(`Trying ${subject}`)
    findings.push(...(await test().catch((error: unknown) => [finding(subject, false, failureText(error))])))
  }
  terminal.report(findings, describeFindings(findings))
  if (findings.some(({ outcome }) => outcome === 'problem')) process.exitCode = 1
}

function testsOf(settings: ExtractionSettings): readonly (readonly [string, () => Promise<Finding[]>])[] {
  return [
    ['the lake', () => testLake(settings)],
    ['the catalogue', () => testCatalogue(settings)],
    ['what leaves', async () => lookAtPrivacy(settings)],
    ...settings.datasources.map((datasource) => [datasource.name, () => testSource(datasource)] as const),
  ]
}

/** What is listed and does not leave is told before the first run, too. */
function lookAtPrivacy({ datalake, datasources }: ExtractionSettings): Finding[] {
  const choice = choiceOf(datalake.personalData)
  return datasources.flatMap(({ tables }) =>
    tables.flatMap((table) =>
      warningsOf(planTable(table, choice), choice).map(
        (says): Finding => ({ subject: `what leaves: ${table.name}`, outcome: 'warning', says }),
      ),
    ),
  )
}

async function testLake({ datalake }: ExtractionSettings): Promise<Finding[]> {
  const lake = openLake(datalake, systemClock)
  try {
    const { isOk, says } = await lake.test()
    return [finding('lake', isOk, says)]
  } finally {
    lake.close()
  }
}

async function testCatalogue(settings: ExtractionSettings): Promise<Finding[]> {
  const catalogue = openCatalogue(settings.datalake, allListed(settings))
  if (catalogue === null) return []
  try {
    return (await catalogue.test()).map(({ what, isOk, says }) => finding(`catalogue: ${what}`, isOk, says))
  } finally {
    catalogue.close()
  }
}

async function testSource(datasource: DatasourceSettings): Promise<Finding[]> {
  const source = openSource(datasource)
  try {
    return (await source.test()).map(({ what, isOk, says }) => finding(`${datasource.name}: ${what}`, isOk, says))
  } finally {
    await source.close()
  }
}

const finding = (subject: string, isOk: boolean, says: string): Finding => ({
  subject,
  outcome: isOk ? 'ok' : 'problem',
  says,
})
