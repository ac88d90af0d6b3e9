import { createHash } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'
import type { Engine } from '../warehouse/engine.ts'
import type { Tables } from '../warehouse/tables.ts'
import type { QuarantinedLine, StatementRow } from './batch.ts'
import {
  addStatement,
  blockOf,
  bytesOfColumns,
  type ColumnBytes,
  columnNames,
  createStatementColumns,
} from './statement-columns.ts'

export interface Target {
  readonly engine: Engine
  readonly tables: Tables
  readonly clock: Clock
}

/** Writes statements into the raw table. Durable when it resolves. */
export async function writeStatements(target: Target, rows: readonly StatementRow[]): Promise<void> {
  const columns = createStatementColumns(rows.reduce((sum, { event }) => sum + event.length + 4, 0))
  for (const { id, unix, event } of rows) addStatement(columns, id, unix, event)
  await writeColumns(target, [bytesOfColumns(columns)])
}

/** The same for statements that are columns already. */
export async function writeColumns({ engine, tables }: Target, blocks: readonly ColumnBytes[]): Promise<void> {
  const filled = blocks.filter(({ rows }) => rows > 0)
  if (filled.length > 0) await engine.insert(tables.rawStatements, columnNames, 'Native', filled.flatMap(blockOf))
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
