import type { Writable } from 'node:stream'
import { readLmsUrl } from '../config/read-config.ts'
import { documentMapping } from '../events/document-mapping.ts'
import { createLms, type Lms } from '../events/lms.ts'
import { writtenStatementsOf } from '../events/statements-of.ts'
import { readLines } from '../ingest/read-lines.ts'
import { checkSourceFiles } from '../ingest/source-files.ts'
import { countReason } from '../ingest/tally.ts'
import { badInput, invalidRequest, PanoramaError } from '../kernel/errors.ts'
import { readCsvTable } from './csv-table.ts'
import { count, reasons } from './import-report.ts'
import { type Output, openOutput } from './output.ts'
import type { Terminal } from './terminal.ts'

export interface TransformOptions {
  readonly actors?: string
  readonly courses?: string
  readonly lmsUrl?: string
}

/**
 * `panorama events transform FILE…`: the statements of tracking logs as event-routing-backends sends them, one a line, a whole
 * before its parts, and those of our own profile. Stores nothing and needs no other setting than the address of the LMS.
 *
 * @param out where the statements go; what was counted goes to stderr
 * @throws PanoramaError `bad_input` (exit 65), when a file cannot be read or turns out to be cut off
 */
export async function transformEvents(
  terminal: Terminal,
  options: TransformOptions,
  files: readonly string[],
  out: Writable = process.stdout,
): Promise<void> {
  if (files.some((file) => file !== '-')) await checkSourceFiles(files.filter((file) => file !== '-'))
  const lms = await lmsOf(terminal, options)
  const counts = createCounts()
  const output = openOutput(out)
  const damage: string[] = []
  for (const file of files) {
    try {
      await transformFile(file, lms, counts, output)
    } catch (cause) {
      if (!(cause instanceof PanoramaError && cause.code === 'bad_input')) throw cause
      damage.push(cause.message)
    }
  }
  await output.flush()
  terminal.note(terminal.json ? JSON.stringify(reportOf(counts)) : describeTransform(counts))
  if (damage.length > 0) throw badInput(damage.join('\n'), { advice: 'What could be read of these files was printed.' })
}

/** `panorama events mapping`: what becomes of each event, made from the table of the mapping. */
export async function showMapping(terminal: Terminal): Promise<void> {
  const markdown = documentMapping()
  terminal.report({ markdown }, markdown)
}

async function lmsOf(terminal: Terminal, { actors, courses, lmsUrl }: TransformOptions): Promise<Lms> {
  const actorsByUserId = new Map<number, string>()
  const actorsByUsername = new Map<string, string>()
  const courseNames = new Map<string, string>()
  if (actors !== undefined) {
    await checkSourceFiles([actors])
    for await (const person of readCsvTable(actors, ['username', 'user_id', 'external_id'])) {
      if (person.external_id === '') continue
      if (person.user_id !== '') actorsByUserId.set(Number(person.user_id), person.external_id)
      if (person.username !== '') actorsByUsername.set(person.username, person.external_id)
    }
  }
  if (courses !== undefined) {
    await checkSourceFiles([courses])
    for await (const course of readCsvTable(courses, ['course_key', 'display_name'])) {
      courseNames.set(course.course_key, course.display_name)
    }
  }
  const url = lmsUrl === undefined ? readLmsUrl(terminal.environment) : addressOf(lmsUrl)
  return createLms({ url, actorsByUserId, actorsByUsername, courseNames, keepFreeText: true, faithful: true })
}

function addressOf(lmsUrl: string): string {
  if (!/^https?:\/\//.test(lmsUrl) || !URL.canParse(lmsUrl)) {
    throw invalidRequest(`--lms-url is no address: ${lmsUrl}`, { advice: 'It begins with http:// or https://.' })
  }
  return lmsUrl.replace(/\/+$/, '')
}

interface Counts {
  read: number
  /** Lines that became statements. */
  transformed: number
  statements: number
  readonly dropped: Map<string, number>
  readonly quarantined: Map<string, number>
}

function createCounts(): Counts {
  return { read: 0, transformed: 0, statements: 0, dropped: new Map(), quarantined: new Map() }
}

async function transformFile(file: string, lms: Lms, counts: Counts, output: Output): Promise<void> {
  for await (const { lines } of readLines(file)) {
    for (const line of lines) {
      counts.read += 1
      const outcome = writtenStatementsOf(line, lms)
      if (outcome.kind === 'kept') {
        counts.transformed += 1
        counts.statements += outcome.statements.length
        for (const { text } of outcome.statements) output.add(`${text}\n`)
      } else countReason(counts[outcome.kind], outcome.reason)
    }
    if (!(await output.flush())) return
  }
}

function reportOf({ dropped, quarantined, ...numbers }: Counts) {
  return { ...numbers, dropped: Object.fromEntries(dropped), quarantined: Object.fromEntries(quarantined) }
}

function describeTransform(counts: Counts): string {
  const { read, transformed, statements, dropped, quarantined } = reportOf(counts)
  return [
    `${count(read)} read`,
    `${count(transformed)} transformed, into ${statements.toLocaleString('en')} statements`,
    ...reasons('dropped', dropped),
    ...reasons('unreadable', quarantined),
  ].join('\n')
}
