import { createHash } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'
import type { Batch, QuarantinedLine, StatementRow } from './batch.ts'
import { knownStatements } from './known-statements.ts'
import { settleDuplicates } from './settle-duplicates.ts'
import type { Tally } from './tally.ts'

export interface Target {
  readonly engine: Engine
  readonly tables: Tables
  readonly clock: Clock
}

/**
 * Writes a batch and returns its complete count. When it returns, all of it is durable; a batch that was cut off in the
 * middle is completed by importing the same lines again.
 */
export function writeBatch(target: Target, batch: Batch): Promise<Tally> {
  // One after the other: between looking up what is there and writing what is not, nobody else may write.
  return inTurn(target.engine, `write ${target.tables.rawStatements}`, () => settleAndWrite(target, batch))
}

async function settleAndWrite(target: Target, { lines, quarantined, tally }: Batch): Promise<Tally> {
  const { engine, tables } = target
  const { rows, kept, duplicates } = await settleDuplicates(lines, (candidates) =>
    knownStatements(engine, tables, candidates),
  )
  await writeStatements(target, rows)
  await quarantine(target, quarantined)
  return { ...tally, kept, duplicates }
}

async function writeStatements({ engine, tables }: Target, rows: readonly StatementRow[]): Promise<void> {
  if (rows.length === 0) return
  const data = Buffer.concat(rows.map(({ bytes }) => bytes))
  await engine.insert(tables.rawStatements, ['event_id', 'emission_time', 'event'], 'TabSeparated', data)
}

/** Keeps lines aside that could not be read. The same line is kept once, however often it comes. */
export async function quarantine({ engine, tables, clock }: Target, lines: readonly QuarantinedLine[]): Promise<void> {
  if (lines.length === 0) return
  const quarantinedAt = clock.now().toISOString().replace('T', ' ').replace('Z', '')
  const text = lines
    .map((line) => `${JSON.stringify({ ...quarantineRow(line), quarantined_at: quarantinedAt })}\n`)
    .join('')
  await engine.insert(
    tables.quarantinedLines,
    ['line_id', 'reason', 'detail', 'source', 'line_number', 'text', 'quarantined_at'],
    'JSONEachRow',
    Buffer.from(text),
  )
}

function quarantineRow({ reason, detail, source, lineNumber, text }: QuarantinedLine) {
  const lineId = createHash('sha256').update(text).digest('hex')
  return { line_id: lineId, reason, detail, source, line_number: lineNumber, text }
}
