import { rm } from 'node:fs/promises'
import { systemClock } from '../kernel/clock.ts'
import { openLake } from '../lake/lake.ts'
import { changesTo, versionOf } from '../lake/testing/versions.ts'

// Publishes version after version into a lake, for being killed: `node publish-child.js SCRATCH SETTINGS`. Says "publishing".
const [scratch = '', settings = ''] = process.argv.slice(2)
const lake = openLake(JSON.parse(settings), systemClock)
process.stdout.write('publishing\n')
for (let run = 1; ; run += 1) {
  await lake.write(`${process.pid}-${run}`, async (writer) => {
    const found = writer.manifest()
    for (const change of await changesTo(versionOf(found) + 1, found, scratch)) await writer.publish(change)
  })
  await rm(scratch, { recursive: true })
}
