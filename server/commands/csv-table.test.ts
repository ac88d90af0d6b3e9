import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCsvTable } from './csv-table.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'panorama-csv-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function rowsOf(text: string) {
  const path = join(dir, 'table.csv')
  await writeFile(path, text)
  const rows = []
  for await (const row of readCsvTable(path, ['key', 'name'])) rows.push(row)
  return rows
}

describe('a small CSV file', () => {
  test('has its columns in any order, quotes where they are needed, and any line end', async () => {
    expect(await rowsOf('\uFEFFname,key\r\n"A, ""B""\nand C",1\r\n,2\r\n"",""\n')).toEqual([
      { key: '1', name: 'A, "B"\nand C' },
      { key: '2', name: '' },
      { key: '', name: '' },
    ])
    expect(await rowsOf('key,name')).toEqual([])
    expect(await rowsOf('id,Name,key,name of it\n1,2,3,4\n')).toEqual([{ key: '3', name: '2' }])
  })

  test.each(['', 'key\n1\n', 'key,title\n1,2\n', 'key,name,key\n1,2,3\n', 'key,key\n'])(
    'with another header is refused, and told which: %j',
    async (text) => {
      await expect(rowsOf(text)).rejects.toMatchObject({
        code: 'bad_input',
        advice: 'It must hold these, in any order: key,name',
      })
    },
  )

  test('is refused where a record is longer or shorter', async () => {
    await expect(rowsOf('key,name\n1,2\n3\n')).rejects.toThrow('record 3 has 1 fields, not 2')
  })
})
