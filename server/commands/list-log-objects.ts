import { s3Url } from '../s3/address.ts'
import { readAmount } from './load-amounts.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly dataSet?: string
  readonly limit: string
  readonly faulty?: boolean
}

/** `panorama events objects`: the objects of buckets that were read last, or those that could not be read to their end, and why. */
export async function listLogObjects(terminal: Terminal, options: Options): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  const limit = readAmount('--limit', options.limit)
  const isOnlyFaulty = options.faulty === true
  await withPanorama(terminal, async ({ store }) => {
    const objects = await store.lastLogObjects(dataSet, { limit, isOnlyFaulty })
    const rows = objects.map(({ bucket, key, bytes, lines, kept, outcome, at }) => ({
      ...{ object: s3Url(bucket, key), bytes, lines, kept, outcome },
      'read at': at,
    }))
    const reasons = objects.flatMap(({ reason }) => (reason === null ? [] : [reason]))
    const nothing = isOnlyFaulty ? 'Every object was read to its end.' : 'No object of a bucket was read yet.'
    terminal.report(objects, objects.length === 0 ? nothing : [textTable(rows), ...reasons].join('\n'))
  })
}
