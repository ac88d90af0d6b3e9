import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('work of one owner and name never overlaps, whatever fails; other names and owners do not wait', async () => {
  const owner = {}
  const said: string[] = []
  const slow = inTurn(owner, 'write', async () => {
    said.push('first begins')
    await setTimeout(20)
    said.push('first ends')
    throw new Error('refused')
  })
  const next = inTurn(owner, 'write', async () => said.push('second'))
  await inTurn(owner, 'read', async () => said.push('another name'))
  await inTurn({}, 'write', async () => said.push('another owner'))
  await expect(slow).rejects.toThrow('refused')
  await next
  expect(said).toEqual(['first begins', 'another name', 'another owner', 'first ends', 'second'])
})
