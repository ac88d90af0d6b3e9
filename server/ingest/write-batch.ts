import { createHash } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'
import type { QuarantinedLine, StatementRow } from './batch.ts'
import { addStatement, blockOf, columnNames, createStatementColumns } from './statement-columns.ts'

export interface Target {
  readonly engine: Engine
  readonly tables: Tables
  readonly clock: Clock
}

/** Writes statements into the raw table. Durable when it resolves. */
export async function writeStatements(target: Target, rows: readonly StatementRow[]): Promise<void> {
  const columns = createStatementColumns(rows.reduce((sum, { event }) => sum + event.length + 4, 0))
  for (const { id, unix, event } of rows) addStatement(columns, id, unix, event)
  await writeBlocks(target, rows.length, [blockOf(columns).block])
}

/** The same for statements that are blocks already, so many rows in all. */
export async function writeBlocks(
  { engine, tables }: Target,
  rows: number,
  blocks: readonly Uint8Array[],
): Promise<void> {
  if (rows > 0) await engine.insert(tables.rawStatements, columnNames, 'Native', Buffer.concat(blocks))
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
