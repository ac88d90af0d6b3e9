import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StatementRow } from './batch.ts'
import { settleDuplicates } from './settle-duplicates.ts'

const ids = ['018b8b8f-31c9-5075-a97c-e4052116fa43', 'ad3200c8-4217-5ccc-9a70-49fd65cf7056']
const objects = ['a', 'b', 'c']

/** A line's statement; few ids and objects, so that they meet. */
const line = fc
  .record({ id: fc.constantFrom(...ids), objectId: fc.constantFrom(...objects) })
  .map(({ id, objectId }): StatementRow[] => [
    { id, objectId, unix: '1.000000', event: Buffer.from(JSON.stringify({ id, objectId })) },
  ])
const batches = fc.array(fc.array(line, { maxLength: 6 }), { maxLength: 6 })

/** Imports batches one after the other, as the warehouse would see them. */
async function imported(all: readonly StatementRow[][][]) {
  const table = new Map<string, string>()
  let kept = 0
  let duplicates = 0
  for (const batch of all) {
    const settled = await settleDuplicates(batch, async (candidates) => {
      const known = candidates.flatMap(({ id }) => (table.has(id) ? [[id, table.get(id) as string] as const] : []))
      return new Map(known)
    })
    for (const { id, objectId, event } of settled.rows) {
      expect(table.has(id)).toBe(false)
      expect(JSON.parse(event.toString())).toEqual({ id, objectId })
      table.set(id, objectId)
    }
    kept += settled.kept
    duplicates += settled.duplicates
  }
  return { table, kept, duplicates }
}

/** Which object was acted upon under which first id: what must not depend on the order. */
const pairs = (lines: readonly StatementRow[]) => new Set(lines.map(({ id, objectId }) => `${id} ${objectId}`)).size

test('nothing is lost or doubled, however the lines are cut into batches', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      const { table, kept, duplicates } = await imported(all)
      const lines = all.flat(2)
      expect(table.size).toBe(pairs(lines))
      expect(kept).toBe(table.size)
      expect(kept + duplicates).toBe(lines.length)
    }),
  )
})

test('any order gives the same number of statements about each object', async () => {
  const counted = (table: ReadonlyMap<string, string>) => [...table.values()].sort()
  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      const there = await imported(all)
      const reversed = await imported([...all].reverse().map((batch) => [...batch].reverse()))
      expect(counted(reversed.table)).toEqual(counted(there.table))
    }),
  )
})
