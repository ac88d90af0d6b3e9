import { describe, expect, test } from 'vitest'
import { verbs } from './iris.ts'
import type { Agent } from './statement.ts'
import { secondStatementId, statementId } from './statement-id.ts'

/** The ids of this table were made with Python's uuid and json modules. */
const actor: Agent = {
  objectType: 'Agent',
  account: { name: '11111111-2222-4333-8444-555555555555', homePage: 'https://lms.example.org' },
}

describe('the id of a statement', () => {
  test.each([
    [verbs.played, '2024-03-01T10:20:30.123456+00:00', undefined, '018b8b8f-31c9-5075-a97c-e4052116fa43'],
    [verbs.played, '2024-03-01 10:20:30.123456+00:00', undefined, 'e049f8a1-d0a7-5422-813b-c7e4389f87b5'],
    [verbs.played, '2024-03-01T10:20:30.123456Z', undefined, '6e8a8e60-9e0b-5732-80e8-f2f3747d80d3'],
    [verbs.evaluated, '2024-03-01T10:20:30+00:00', undefined, 'ad3200c8-4217-5ccc-9a70-49fd65cf7056'],
    [verbs.evaluated, '2024-03-01T10:20:30+00:00', 'abc123_2_1', '3e1425f8-8fef-5702-bdac-61ee62674b56'],
  ])('is the one that Python makes: $0.display.en at $1 $2', (verb, time, part, id) => {
    expect(statementId(verb, actor, time, part)).toBe(id)
  })

  test('writes what is not ASCII as Python does', () => {
    // uuid5(uuid5(DNS, verb), '{"objectType": "Agent", "account": {"name": "jos\\u00e9", "homePage": "https://lms.example.org"}}-2024…')
    const jose: Agent = { ...actor, account: { ...actor.account, name: 'josé' } }
    expect(statementId(verbs.registered, jose, '2024-03-01T10:20:30+00:00')).toBe(
      '6f639382-c13a-59e5-af9e-048f4e9ba41a',
    )
  })

  test('gives a second statement about another object an id of its own, the same each time', () => {
    const taken = '018b8b8f-31c9-5075-a97c-e4052116fa43'
    const second = secondStatementId(taken, 'https://lms.example.org/xblock/a')
    expect(second).not.toBe(taken)
    expect(secondStatementId(taken, 'https://lms.example.org/xblock/a')).toBe(second)
    expect(secondStatementId(taken, 'https://lms.example.org/xblock/b')).not.toBe(second)
  })
})
