import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readBody } from './read-body.ts'

const limit = 50_000_000
const large = Buffer.alloc(45_000_000, 'x')
const bodyOf = (...pieces: readonly Buffer[]) => Readable.from(pieces, { objectMode: false })

test('of all bodies that are worked on together so many may be large; whoever comes then has to come again', async () => {
  const held = await Promise.all([1, 2, 3, 4].map(() => readBody(bodyOf(large), undefined, limit)))
  await expect(readBody(bodyOf(large), undefined, limit)).rejects.toMatchObject({ status: 503, code: 'unavailable' })
  // What was refused takes no room, and small ones still fit.
  const small = await readBody(bodyOf(Buffer.from('line')), undefined, limit)
  expect(small.bytes.toString()).toBe('line')
  for (const { release } of [...held, small]) release()
  const again = await readBody(bodyOf(large), undefined, limit)
  again.release()
})

test('room is given back once, however often it is given back', async () => {
  for (let time = 0; time < 10; time += 1) {
    const body = await readBody(bodyOf(large), undefined, limit)
    body.release()
    body.release()
  }
  const held = await Promise.all([1, 2, 3, 4].map(() => readBody(bodyOf(large), undefined, limit)))
  await expect(readBody(bodyOf(large), undefined, limit)).rejects.toMatchObject({ status: 503 })
  for (const { release } of held) release()
})

test('what grows too large is given up while it is unpacked, and takes no room', async () => {
  const bomb = gzipSync(Buffer.alloc(limit + 1))
  for (let time = 0; time < 2; time += 1) {
    await expect(readBody(bodyOf(bomb), 'gzip', limit)).rejects.toMatchObject({ status: 413, code: 'too_large' })
  }
  const body = await readBody(bodyOf(large), undefined, limit)
  expect(body.bytes.length).toBe(large.length)
  body.release()
})

test('a sender who leaves in the middle takes no room', async () => {
  for (let time = 0; time < 5; time += 1) {
    const payload = new Readable({ read() {} })
    const reading = readBody(payload, undefined, limit)
    payload.push(large)
    payload.once('data', () => payload.destroy())
    await expect(reading).rejects.toMatchObject({ status: 400 })
  }
  const body = await readBody(bodyOf(large), undefined, limit)
  body.release()
})
