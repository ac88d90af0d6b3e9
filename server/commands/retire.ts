import type { Certificate, PersonAskedFor } from '../contract/retirement.ts'
import { personAskedForSchema } from '../contract/retirement.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { createRetirement } from '../retirement/retirement.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly username?: string
  readonly userId?: string
  readonly email?: string
  readonly externalId?: string
  readonly dataSet?: string
  readonly keepFigures?: boolean
  readonly dryRun?: boolean
  readonly verify?: boolean
}

/**
 * `panorama retire --username U …`: erases a person and prints the certificate. `--dry-run` says what would go; `--verify` is the
 * same search, and ends with 1 when it finds anything.
 */
export async function retirePerson(terminal: Terminal, options: Options): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  const person = readPerson(options)
  await withPanorama(terminal, async ({ warehouse, store, clock, config }) => {
    const retirement = createRetirement({ warehouse, store, clock, lmsUrl: config.lmsUrl })
    if (options.dryRun || options.verify) {
      const { rows, rowsLeft, knownBy, columns } = await retirement.look(person, dataSet)
      const tables = [...rows].map(([table, found]) => ({ table, found }))
      const said =
        rowsLeft === 0 ? 'Nothing of this person is there.' : textTable(tables.filter(({ found }) => found > 0))
      terminal.report(
        { dataSet, knownBy, columns, rowsLeft, tables },
        [said, `${columns} columns were searched.`, ...whatIsMissing(knownBy)].join('\n'),
      )
      if (options.verify && rowsLeft > 0) process.exitCode = 1
      return
    }
    const keepFigures = options.keepFigures === true
    const certificate = await retirement.retire({ person, dataSet, keepFigures, by: 'command line' })
    const isExtracted = dataSet === 'real' && (await store.extractions(1)).length > 0
    terminal.report(certificate, [describeCertificate(certificate), ...(isExtracted ? [aboutTheLake] : [])].join('\n'))
  })
}

/** The certificate is about the warehouse and the store. */
const aboutTheLake =
  'The lake has them until the next extraction, which leaves them out. Look whether it is done: panorama elt find-retired'

function readPerson({ username, userId, email, externalId }: Options): PersonAskedFor {
  const given = { username, userId, email, externalId }
  const asked = Object.entries(given).filter(([, value]) => value !== undefined)
  if (asked.length === 0) {
    throw invalidRequest('Whom to retire?', {
      advice: 'Name one person: --username, --user-id, --email, --external-id, or several of these.',
    })
  }
  const checked = personAskedForSchema.safeParse(Object.fromEntries(asked))
  if (checked.success) return checked.data
  const fields = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw invalidRequest(`That names nobody. ${fields.join('; ')}.`)
}

/** A certificate as a person reads it. */
export function describeCertificate({ id, at, how, knownBy, tables, verification }: Certificate): string {
  const found = tables.filter((table) => table.found > 0)
  return [
    `Certificate ${id}, ${at}: ${how}.`,
    found.length === 0 ? 'Nothing of this person was there.' : textTable(found),
    `Searched afterwards, in ${verification.columns} columns: ${verification.rowsLeft === 0 ? 'nothing is left' : `${verification.rowsLeft} rows are left`}.`,
    ...whatIsMissing(knownBy),
  ].join('\n')
}

function whatIsMissing({ userIds }: Certificate['knownBy']): string[] {
  if (userIds > 0) return []
  return ['No user id is known of them. Most events tell no more than that: give it too, with --user-id.']
}
