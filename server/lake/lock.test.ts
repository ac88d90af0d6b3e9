import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { unavailable } from '../kernel/errors.ts'
import { takeLock } from './lock.ts'
import { thisProcess } from './lock-holder.ts'
import { openDiskStorage } from './storage/disk-storage.ts'
import type { LakeStorage } from './storage/storage.ts'

const key = 'lock.json'
const beats = 20_000

let directory: string
let storage: LakeStorage
let now: number
const clock = { now: () => new Date(now) }
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-lock-'))
  storage = openDiskStorage(directory)
  now = Date.parse('2026-03-01T10:00:00Z')
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(directory, { recursive: true })
})

/** Lets time pass, and what it sets off come to its end. */
async function pass(ms: number) {
  now += ms
  vi.advanceTimersByTime(ms)
  await setTimeout(20)
}

async function until(isSo: () => boolean | Promise<boolean>) {
  while (!(await isSo())) await setTimeout(5)
}

const lockNow = async () => JSON.parse((await storage.readText(key))!.text)

async function writeLock(holder: { host: string; pid: number; space: string }, forMs: number) {
  const times = { since: clock.now().toISOString(), until: new Date(now + forMs).toISOString() }
  const tag = (await storage.readText(key))?.tag ?? null
  await storage.replaceText(key, JSON.stringify({ run: 'other', holder, ...times }), tag)
}

test('a lock is held for as long as its run goes on', async () => {
  const lock = await takeLock(storage, key, 'run-1', clock)
  for (let beat = 0; beat < 10; beat += 1) {
    await pass(beats)
    await until(async () => Date.parse((await lockNow()).until) === now + 120_000)
    lock.assertHeld()
    await expect(takeLock(storage, key, 'run-2', clock)).rejects.toMatchObject({ code: 'in_use' })
  }
  expect(lock.signal.aborted).toBe(false)
  await lock.release()
  expect(await lockNow()).toMatchObject({ run: null })
  await (await takeLock(storage, key, 'run-2', clock)).release()
})

test('a run that was overtaken is told, and leaves the lock to the other', async () => {
  const lock = await takeLock(storage, key, 'run-1', clock)
  await writeLock({ ...thisProcess(), host: 'elsewhere' }, 120_000)
  await pass(beats)
  await until(() => lock.signal.aborted)
  expect(() => lock.assertHeld()).toThrow(expect.objectContaining({ code: 'conflict' }))
  await lock.release()
  expect(await lockNow()).toMatchObject({ run: 'other' })
})

test('what passes is waited for, though not for longer than others do', async () => {
  const replaceText = vi.spyOn(storage, 'replaceText')
  const lock = await takeLock(storage, key, 'run-1', clock)
  const silent = () => Promise.reject(unavailable('The disk is away.'))
  replaceText.mockImplementation(silent)
  await pass(beats)
  await pass(beats)
  lock.assertHeld()
  replaceText.mockRestore()
  await pass(beats)
  await until(async () => Date.parse((await lockNow()).until) === now + 120_000)
  vi.spyOn(storage, 'replaceText').mockImplementation(silent)
  for (let beat = 0; beat < 5; beat += 1) await pass(beats)
  // Others may come from two minutes on; whoever has it stops half a minute before.
  await until(() => lock.signal.aborted)
  expect(() => lock.assertHeld()).toThrow(expect.objectContaining({ code: 'conflict' }))
})

test('the lock of a process of this machine that is no more is free at once, others when their time is up', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  await writeLock({ ...thisProcess(), pid: child.pid! }, 60_000)
  await (await takeLock(storage, key, 'run-1', clock)).release()
  for (const holder of [
    thisProcess(),
    { ...thisProcess(), pid: child.pid!, host: 'elsewhere' },
    { ...thisProcess(), pid: child.pid!, space: 'pid:[1]' },
  ]) {
    await writeLock(holder, 60_000)
    await expect(takeLock(storage, key, 'run-2', clock)).rejects.toMatchObject({ code: 'in_use' })
    now += 60_001
    await (await takeLock(storage, key, 'run-2', clock)).release()
  }
})

test('of many that want a lock at the same time, one gets it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, (_, run) => takeLock(storage, key, `run-${run}`, clock)),
    )
    const got = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(got).toHaveLength(1)
    await got[0]!.release()
  }
})
