import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { longestLine } from '../events/parse-line.ts'
import { readLines } from './read-lines.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-lines-'))
})
afterAll(() => rm(directory, { recursive: true }))

async function linesOf(content: string | Buffer): Promise<string[]> {
  const path = join(directory, 'file')
  await writeFile(path, content)
  const lines: string[] = []
  for await (const block of readLines(path)) lines.push(...block.lines)
  return lines
}

test('every line is read once, plain or packed, whatever is in it', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 }).map((line) => line.replaceAll('\n', ''))
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (lines) => {
      const content = `${lines.join('\n')}\n`
      expect(await linesOf(content)).toEqual(lines)
      expect(await linesOf(gzipSync(content))).toEqual(lines)
    }),
    { numRuns: 50 },
  )
})

test('a character on the border of what is read at once stays whole', async () => {
  // 256 KiB are read at once; a three-byte character is put across every such border.
  const line = `${'x'.repeat(256 * 1024 - 1)}€`
  expect(await linesOf(`${line}\n${line}\n${line}`)).toEqual([line, line, line])
})

test('files packed one behind the other are one file, and the last line needs no end', async () => {
  expect(await linesOf(Buffer.concat([gzipSync('a\nb\n'), gzipSync('c\nd')]))).toEqual(['a', 'b', 'c', 'd'])
  expect(await linesOf('')).toEqual([])
  expect(await linesOf('\n\n')).toEqual(['', ''])
})

test('a line too long to be read is cut, so that it cannot fill the memory', async () => {
  const [line, ...more] = await linesOf(`${'€'.repeat(2 * longestLine)}\nnext`)
  expect(line?.length).toBe(longestLine + 1)
  expect(more).toEqual(['next'])
})

test('of a packed file that is cut off, all that is there is read, and then it fails', async () => {
  const lines = Array.from({ length: 50_000 }, (_, index) => `line ${index} ${(index * 7919) % 104_729}`)
  const packed = gzipSync(lines.join('\n'))
  const path = join(directory, 'cut')
  await writeFile(path, packed.subarray(0, packed.length - 20))
  const read: string[] = []
  const reading = (async () => {
    for await (const block of readLines(path)) read.push(...block.lines)
  })()
  await expect(reading).rejects.toMatchObject({ code: 'bad_input', message: expect.stringContaining('cut off') })
  // Twenty bytes hold a dozen lines or two: all but those are there, in order, the last one perhaps in part.
  expect(read.length).toBeGreaterThan(49_900)
  expect(read.slice(0, -1)).toEqual(lines.slice(0, read.length - 1))
})
