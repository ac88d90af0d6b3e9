import { expect, test } from 'vitest'
import { readScope } from './scope-argument.ts'

const actorOf = async (userId: number) => `actor-${userId}`

test.each([
  ['site', { kind: 'site' }],
  ['course:course-v1:Org+C+R', { kind: 'courses', courseKeys: ['course-v1:Org+C+R'], orgs: [] }],
  ['course:edX/DemoX/Demo', { kind: 'courses', courseKeys: ['edX/DemoX/Demo'], orgs: [] }],
  ['org:edX', { kind: 'courses', courseKeys: [], orgs: ['edX'] }],
  ['self:5', { kind: 'self', actorId: 'actor-5' }],
])('%s is a scope', async (text, scope) => {
  expect(await readScope(text, actorOf)).toEqual(scope)
})

test.each(['', 'everything', 'site:x', 'course:', 'org:', 'self:', 'self:anna', 'self:-1'])(
  '%j is refused, with what to write',
  async (text) => {
    await expect(readScope(text, actorOf)).rejects.toMatchObject({
      code: 'invalid_request',
      advice: expect.stringContaining('self:USER_ID'),
    })
  },
)
