import { describe, expect, test } from 'vitest'
import { namesPerson, needlesOf } from './names-person.ts'
import { actorsOf, type Person } from './person.ts'

const ann: Person = {
  userIds: new Set([7]),
  usernames: new Set(['audit', 'Åsa']),
  mails: new Set(['Ann@mail.example']),
  externalIds: new Set(['11111111-2222-4333-8444-555555555555']),
}
const actors = actorsOf(ann, 'https://lms.example')
const names = namesPerson(ann, actors)

describe('a statement', () => {
  test.each([
    ['as actor by account', { actor: { account: { homePage: 'x', name: '11111111-2222-4333-8444-555555555555' } } }],
    ['as actor by mail, in another case', { actor: { mbox: 'mailto:ANN@mail.example' } }],
    ['as an account that is called as their username', { actor: { account: { homePage: 'x', name: 'Audit' } } }],
    ['as instructor', { context: { instructor: { mbox: 'mailto:ann@mail.example' } } }],
    ['within a statement within it', { object: { objectType: 'SubStatement', actor: { account: { name: 'åsa' } } } }],
    ['in a text, by mail address', { result: { response: 'Write to ann@mail.example.' } }],
    ['by the address of their page', { object: { id: 'https://lms.example/u/audit' } }],
    ['by the address of their page, escaped', { object: { id: 'https://lms.example/u/Åsa' } }],
  ])('names a person %s', (_how, statement) => {
    const json = JSON.stringify(statement)
    const pythons = json.replace(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    for (const text of [json, pythons]) {
      expect(names.statement(text)).toBe(true)
      const { anywhere, statements } = needlesOf(ann, actors)
      expect([...anywhere, ...statements].some((needle) => text.toLowerCase().includes(needle))).toBe(true)
    }
  })

  test.each([
    ['a word that is their username, too', { object: { extensions: { mode: 'audit' } } }],
    ['a longer mail address', { actor: { mbox: 'mailto:joann@mail.example' } }],
    ['a mail address of a longer domain', { actor: { mbox: 'mailto:ann@mail.example.org' } }],
    ['the page of somebody with a longer name', { object: { id: 'https://lms.example/u/auditor' } }],
    ['a number that is their user id', { result: { score: { raw: 7 } } }],
    ['a hash of another address', { actor: { mbox_sha1sum: '4d7b1f4d6c6fa0f8b0d2d4ff4a2f7d0a3c6a7b11' } }],
  ])('does not name them by %s', (_what, statement) => {
    expect(names.statement(JSON.stringify(statement))).toBe(false)
  })

  test('that is no JSON is looked at as a line', () => {
    expect(names.statement('{"username": "audit", ')).toBe(true)
  })
})

describe('a line that nobody could read', () => {
  test.each([
    ['{"username": "audit", ', true],
    ['{"username": "auditor", ', false],
    ['{"context": {"user_id": 7, ', true],
    ['{"context": {"user_id": 77, ', false],
    ['{"payload": "{\\"user_id\\": \\"7\\"', true],
    ['1,xapi,\\u00e5sa,', true],
  ])('%s names them: %s', (line, isNamed) => {
    expect(names.line(line)).toBe(isNamed)
    if (!isNamed) return
    const { anywhere, lines } = needlesOf(ann, actors)
    expect([...anywhere, ...lines].some((needle) => line.toLowerCase().includes(needle))).toBe(true)
  })
})
