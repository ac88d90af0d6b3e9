import { badInput, PanoramaError } from '../kernel/errors.ts'
import type { Engine } from '../warehouse/engine.ts'

/** More bad records than this, and it is the file that is wrong. */
const mostRefused = 1_000

export interface RecordSink {
  readonly engine: Engine
  /** Qualified name of the table that takes the records. */
  readonly table: string
  readonly columns: readonly string[]
  readonly header: Buffer
}

/**
 * Has the engine read CSV records into a table. It refuses a block for one bad record without telling which; halving the
 * block finds it.
 *
 * @returns the places, in `records`, of those that were refused
 * @throws PanoramaError `bad_input`, when too many are refused
 */
export async function insertRecords(sink: RecordSink, records: readonly Buffer[]): Promise<number[]> {
  const refused: number[] = []
  await insertHalves(sink, records, 0, refused)
  return refused
}

async function insertHalves(
  sink: RecordSink,
  records: readonly Buffer[],
  offset: number,
  refused: number[],
): Promise<void> {
  try {
    const { engine, table, columns, header } = sink
    await engine.insert(table, columns, 'CSVWithNames', Buffer.concat([header, ...records]))
  } catch (cause) {
    // Other codes mean that the engine is out of reach or out of room: no record is to blame.
    if (!(cause instanceof PanoramaError && cause.code === 'warehouse_failed')) throw cause
    if (records.length === 1) {
      refused.push(offset)
      if (refused.length <= mostRefused) return
      throw badInput(`More than ${mostRefused} records do not fit the table.`, {
        advice: 'Look whether the file is a dump of the table that it is called after.',
        cause,
      })
    }
    const half = Math.ceil(records.length / 2)
    await insertHalves(sink, records.slice(0, half), offset, refused)
    await insertHalves(sink, records.slice(half), offset + half, refused)
  }
}
