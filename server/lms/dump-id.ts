import { randomUUID } from 'node:crypto'

/** `pano` in ASCII. No other program marks its dumps so. */
const mark = '70616e6f'

/**
 * The id of a dump that Panorama writes into Aspects' tables. It tells our rows from those of Aspects' own sinks and of whatever
 * else writes there, which we never touch. A UUID of version 8, as RFC 9562 has it for ids of one's own make.
 */
export function dumpId(): string {
  const random = randomUUID()
  return `${mark}-${random.slice(9, 14)}8${random.slice(15)}`
}

/** True for a row that a load of ours wrote. */
export const isOurs = `startsWith(toString(dump_id), '${mark}-')`
