import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TableName } from '../tables.ts'
import { inOrderOfNeed } from './in-order-of-need.ts'

const tables = ['learnerVideo', 'learnerBlock', 'learnerQuarter', 'learnerCourse', 'coursePeers'] as const

/** For each table, some of those that come before it. */
const needs = fc.tuple(...tables.map((_, index) => fc.subarray(tables.slice(0, index) as TableName[])))

test('nothing is begun before what it reads is done, and all of it is done in the end', async () => {
  await fc.assert(
    fc.asyncProperty(needs, fc.scheduler(), async (reads, scheduler) => {
      const done: TableName[] = []
      const steps = tables.map((table, index) => ({
        table,
        reads: reads[index] ?? [],
        run: async () => {
          expect(done).toEqual(expect.arrayContaining([...(reads[index] ?? [])]))
          await scheduler.schedule(Promise.resolve())
          done.push(table)
        },
      }))
      await scheduler.waitFor(inOrderOfNeed(steps))
      expect([...done].sort()).toEqual([...tables].sort())
    }),
  )
})

test('what does not need each other runs side by side', async () => {
  const running: TableName[] = []
  let goOn = () => {}
  const isLetOn = new Promise<void>((resolve) => (goOn = resolve))
  const run = (table: TableName) => async () => {
    running.push(table)
    await isLetOn
  }
  const ended = inOrderOfNeed([
    { table: 'learnerVideo', reads: [], run: run('learnerVideo') },
    { table: 'learnerBlock', reads: [], run: run('learnerBlock') },
    { table: 'learnerCourse', reads: ['learnerBlock'], run: run('learnerCourse') },
  ])
  await expect.poll(() => running).toEqual(['learnerVideo', 'learnerBlock'])
  goOn()
  await ended
  expect(running).toEqual(['learnerVideo', 'learnerBlock', 'learnerCourse'])
})

test('after a failure nothing that needed it is begun, and whatever runs has ended', async () => {
  const ended: TableName[] = []
  const outcome = inOrderOfNeed([
    { table: 'learnerVideo', reads: [], run: () => Promise.reject(new Error('refused')) },
    { table: 'learnerQuarter', reads: ['learnerVideo'], run: async () => void ended.push('learnerQuarter') },
    {
      table: 'learnerBlock',
      reads: [],
      run: async () => {
        await new Promise((resolve) => setImmediate(resolve))
        ended.push('learnerBlock')
      },
    },
  ])
  await expect(outcome).rejects.toThrow('refused')
  expect(ended).toEqual(['learnerBlock'])
})
