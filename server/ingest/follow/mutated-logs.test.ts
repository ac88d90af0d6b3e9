import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportReport } from '../../contract/pipeline.ts'
import { effort } from '../../testing/effort.ts'
import { createFollowing } from '../../testing/following.ts'
import { linesCounted, openImporting } from '../../testing/importing.ts'
import { mutatedLine } from '../../testing/mutated-line.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const logs = 3 * effort

const anyLine = fc.oneof({ weight: 4, arbitrary: mutatedLine }, fc.string({ unit: 'binary', maxLength: 80 }))
/** Also bytes that are no text. */
const bytes = fc.oneof(
  { weight: 9, arbitrary: anyLine.map((line) => Buffer.from(line.replaceAll('\n', ' '))) },
  fc.uint8Array({ maxLength: 40 }).map((some) => Buffer.from(some.filter((byte) => byte !== 0x0a))),
)
const share = fc.double({ min: 0, max: 1, noNaN: true })

test(`${logs} logs of mutated lines, followed as they grow and imported: every line ends as one thing, the same both ways`, async () => {
  const following = createFollowing(importing)
  let number = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(bytes, { minLength: 50, maxLength: 400, size: 'max' }),
      fc.array(share, { maxLength: 4 }),
      async (lines, shares) => {
        await importing.forgetAll()
        const path = join(importing.directory, `mutated-${number++}.log`)
        const log = Buffer.concat(lines.map((line) => Buffer.concat([line, Buffer.from('\n')])))
        const cuts = [0, ...shares.map((each) => Math.floor(each * log.length)).sort((a, b) => a - b), log.length]
        await writeFile(path, '')
        const reports: ImportReport[] = []
        for (const [index, from] of cuts.entries()) {
          await appendFile(path, log.subarray(from, cuts[index + 1] ?? log.length))
          reports.push(await following.once([path]))
        }
        const followed = added(reports)
        expect(followed.read).toBe(lines.length)
        expect(linesCounted(followed)).toBe(lines.length)
        const imported = await importing.importFiles([path])
        expect(imported).toMatchObject({
          read: lines.length,
          kept: 0,
          duplicates: followed.kept + followed.duplicates,
          dropped: followed.dropped,
          quarantined: followed.quarantined,
        })
      },
    ),
    { numRuns: logs },
  )
})

function added(reports: readonly ImportReport[]): ImportReport {
  const sum = (member: 'read' | 'kept' | 'duplicates') => reports.reduce((total, each) => total + each[member], 0)
  const reasons = (member: 'dropped' | 'quarantined') => {
    const total: Record<string, number> = {}
    for (const each of reports)
      for (const [reason, count] of Object.entries(each[member])) total[reason] = (total[reason] ?? 0) + count
    return total
  }
  return {
    read: sum('read'),
    kept: sum('kept'),
    duplicates: sum('duplicates'),
    dropped: reasons('dropped'),
    quarantined: reasons('quarantined'),
  }
}
