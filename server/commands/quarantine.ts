import { tablesOf } from '../warehouse/tables.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

/** `panorama events quarantine`: the lines that could not be read, with their texts, to be mended and imported again. */
export async function listQuarantine(terminal: Terminal, options: { dataSet?: string; limit: string }): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  await withPanorama(terminal, async ({ warehouse }) => {
    const lines = await warehouse.engine.rows({
      name: 'quarantine',
      sql: `SELECT reason, detail, source, line_number, text FROM ${tablesOf(warehouse.databases, dataSet).quarantinedLines} FINAL
        ORDER BY source, line_number LIMIT {limit: UInt32}`,
      params: { limit: Number(options.limit) || 0 },
    })
    const told = lines.map(
      ({ reason, detail, source, line_number, text }) =>
        `${source}:${line_number}: ${reason}${detail ? ` (${detail})` : ''}\n${text}`,
    )
    terminal.report(lines, told.join('\n') || 'Nothing is in quarantine.')
  })
}
