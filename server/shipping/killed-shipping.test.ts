import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildChild, type ChildScript } from '../testing/child-process.ts'
import { effort } from '../testing/effort.ts'
import { ingestedTables } from '../testing/ingested-tables.ts'
import { openLogBucket } from '../testing/log-bucket.ts'
import { longLog } from '../testing/long-log.ts'
import { startMoto, type TestMoto } from '../testing/moto.ts'
import { openRotatedLog } from '../testing/rotated-log.ts'

let moto: TestMoto
let directory: string
let child: ChildScript
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-killed-'))
  ;[moto, child] = await Promise.all([startMoto(), buildChild('bucket-child.ts')])
})
afterAll(async () => {
  await moto.stop()
  await child.remove()
  await rm(directory, { recursive: true })
})

const kills = 4 * effort
const events = 1_000 * effort
/** Of a life, at most: some do much, some have only just begun. */
const longestLifeMs = 2_000

type Bucket = Awaited<ReturnType<typeof openLogBucket>>

async function linesIn({ client, bucket }: Bucket): Promise<string[]> {
  const lines: string[] = []
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket })) {
    for (const { Key } of Contents) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }))
      lines.push(
        ...gunzipSync(await Body!.transformToByteArray())
          .toString()
          .trimEnd()
          .split('\n'),
      )
    }
  }
  return lines
}

test(
  'shippers and readers that are killed at any moment ship and read each event once, whatever happens to the log',
  async () => {
    const { random } = Math
    const lines = longLog(events)
    const bucket = await openLogBucket(moto, 'raw')
    const whole = await openLogBucket(moto, 'whole')
    await whole.putPacked('whole.log.gz', lines.map((line) => `${line}\n`).join(''))
    const start = (name: string, work: string, { bucket: to }: Bucket, log: string, ...manner: string[]) =>
      child.start(join(directory, name), work, moto.url, to, log, ...manner)
    await (await start('undisturbed', 'read', whole, '-', 'once')).ended

    const path = join(directory, 'tracking.log')
    const log = await openRotatedLog(path, random)
    let deaths = 0
    async function killed(name: string, work: string): Promise<void> {
      const { process, ended } = await start(name, work, bucket, path)
      await setTimeout(longestLifeMs * random() ** 2)
      process.kill('SIGKILL')
      if ((await ended) !== 0) deaths += 1
    }
    // From its first words on, nothing is missed.
    await (await start('shipper', 'ship', bucket, path, 'once')).ended
    let isWriting = true
    async function kill(name: string, work: string): Promise<void> {
      for (let done = 0; done < kills || isWriting; done += 1) await killed(name, work)
    }
    async function write(): Promise<void> {
      for (const left = [...lines]; left.length > 0; ) {
        await log.append(left.splice(0, Math.ceil((events / kills / 4) * random() * 2)))
        await setTimeout(300 * random())
        await log.disturb()
      }
      await log.finish()
      isWriting = false
    }
    await Promise.all([write(), kill('shipper', 'ship'), kill('reader', 'read')])
    expect(await (await start('shipper', 'ship', bucket, path, 'once')).ended).toBe(0)
    expect(await (await start('reader', 'read', bucket, '-', 'once')).ended).toBe(0)

    expect(deaths).toBeGreaterThan(kills)
    const inBucket = await linesIn(bucket)
    expect({ shipped: inBucket.length, events: new Set(inBucket).size }).toEqual({ shipped: events, events })
    expect(lines.filter((line) => !inBucket.includes(line))).toEqual([])
    expect(await ingestedTables(join(directory, 'reader'))).toEqual(
      await ingestedTables(join(directory, 'undisturbed')),
    )
    bucket.close()
    whole.close()
  },
  120_000 * effort,
)
