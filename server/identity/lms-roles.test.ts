import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createLogger } from '../kernel/log.ts'
import { startTestLms } from '../testing/lms.ts'
import { createLmsClient } from './lms-client.ts'
import { createLmsRoles, type StandingOf } from './lms-roles.ts'
import type { Claims } from './verify-token.ts'

const biology = 'course-v1:Riverside+BIO101+2026'
const teaching = { roles: [{ org: 'Riverside', course_id: biology, role: 'staff' }], is_staff: false }
const biologyTeacher = [{ role: 'staff', org: 'Riverside', courseKey: biology }]

let now: Date
const clock = { now: () => now }
const passMinutes = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}

const ingrid: Claims = {
  userId: 7,
  username: 'ingrid',
  name: 'Ingrid Solberg',
  isActive: true,
  isStaff: false,
  isSuperuser: false,
  issuer: 'https://learn.example.org/oauth2',
  expiresAt: new Date('2026-03-01T13:00:00Z'),
}

function rolesFrom(internalUrl: string): StandingOf {
  const address = { publicUrl: 'https://learn.example.org', internalUrl }
  return createLmsRoles({ askLms: createLmsClient({ address, log: createLogger('silent'), timeoutMs: 300 }), clock })
}

let lms: Awaited<ReturnType<typeof startTestLms>>
let standingOf: StandingOf

beforeAll(async () => {
  lms = await startTestLms()
})
afterAll(() => lms.close())

beforeEach(() => {
  now = new Date('2026-03-01T12:00:00Z')
  standingOf = rolesFrom(lms.url)
})
afterEach(() => {
  lms.requests.length = 0
})

describe('what the LMS answers', () => {
  test('is asked for with the token, under the public name of the LMS, without cookies', async () => {
    lms.answerJson(teaching)
    await standingOf(ingrid, 'a.b.c')
    expect(lms.requests).toHaveLength(1)
    expect(lms.requests[0]).toMatchObject({
      method: 'GET',
      url: '/api/enrollment/v1/roles/',
      headers: { authorization: 'JWT a.b.c', host: 'learn.example.org', 'x-forwarded-proto': 'https' },
    })
    expect(lms.requests[0]?.headers.cookie).toBeUndefined()
  })

  test.each([
    ['a role in a course run', { org: 'Riverside', course_id: biology, role: 'staff' }, biologyTeacher],
    [
      'a role in a whole organisation, told as the text None',
      { org: 'Riverside', course_id: 'None', role: 'instructor' },
      [{ role: 'instructor', org: 'Riverside', courseKey: null }],
    ],
    [
      'a role in a whole organisation, told as nothing',
      { org: 'Riverside', course_id: '', role: 'limited_staff' },
      [{ role: 'limited_staff', org: 'Riverside', courseKey: null }],
    ],
    [
      'a role in a whole organisation, told as null',
      { org: 'Riverside', course_id: null, role: 'data_researcher' },
      [{ role: 'data_researcher', org: 'Riverside', courseKey: null }],
    ],
    ['a role of the whole site', { org: '', course_id: 'None', role: 'staff' }, []],
    ['a role that sees no analytics', { org: 'Riverside', course_id: biology, role: 'beta_testers' }, []],
    ['a role that we never heard of', { org: 'Riverside', course_id: biology, role: 'course_auditor' }, []],
    ['a row that is none', 'staff', []],
    ['a course in a list', { org: 'Riverside', course_id: [biology], role: 'staff' }, []],
  ])('%s is understood', async (_, row, courseRoles) => {
    lms.answerJson({ roles: [row], is_staff: false })
    expect(await standingOf(ingrid, 't')).toEqual({ courseRoles, isStaff: false, freshness: 'current' })
  })

  test('makes global staff, and unmakes whom the token still calls so', async () => {
    lms.answerJson({ roles: [], is_staff: true })
    expect(await standingOf(ingrid, 't')).toMatchObject({ isStaff: true })
    passMinutes(2)
    lms.answerJson({ roles: [], is_staff: false })
    expect(await standingOf({ ...ingrid, isStaff: true }, 't')).toMatchObject({ isStaff: false, freshness: 'current' })
  })

  test('is remembered for two minutes, then a lost role is lost', async () => {
    lms.answerJson(teaching)
    await standingOf(ingrid, 't')
    lms.answerJson({ roles: [], is_staff: false })
    passMinutes(1.9)
    expect(await standingOf(ingrid, 't')).toMatchObject({ courseRoles: biologyTeacher })
    passMinutes(0.2)
    expect(await standingOf(ingrid, 't')).toMatchObject({ courseRoles: [] })
    expect(lms.requests).toHaveLength(2)
  })

  test('is asked for once by a page that sends many requests', async () => {
    lms.answerJson(teaching)
    await Promise.all(Array.from({ length: 20 }, () => standingOf(ingrid, 't')))
    expect(lms.requests).toHaveLength(1)
  })

  test('is never given to somebody else', async () => {
    lms.answerJson(teaching)
    await standingOf(ingrid, 't')
    lms.answerJson({ roles: [], is_staff: false })
    expect(await standingOf({ ...ingrid, userId: 8 }, 't')).toMatchObject({ courseRoles: [] })
    expect(await standingOf({ ...ingrid, username: 'retired__user_1' }, 't')).toMatchObject({ courseRoles: [] })
  })

  test('is not asked for an inactive account, which holds no role', async () => {
    lms.answerJson({ ...teaching, is_staff: true })
    expect(await standingOf({ ...ingrid, isActive: false, isStaff: true }, 't')).toEqual({
      courseRoles: [],
      isStaff: false,
      freshness: 'current',
    })
    expect(lms.requests).toHaveLength(0)
  })
})

describe.each([401, 403])('an LMS that refuses the token with %i', (status) => {
  test('leaves no role, not even that of the token, but a new token is tried soon', async () => {
    lms.answerJson({ detail: 'no' }, status)
    expect(await standingOf({ ...ingrid, isStaff: true }, 'old')).toEqual({
      courseRoles: [],
      isStaff: false,
      freshness: 'current',
    })
    passMinutes(0.2)
    lms.answerJson(teaching)
    expect(await standingOf(ingrid, 'new')).toMatchObject({ courseRoles: biologyTeacher })
  })

  test('takes away what was known', async () => {
    lms.answerJson(teaching)
    await standingOf(ingrid, 't')
    passMinutes(3)
    lms.answerJson({}, status)
    expect(await standingOf(ingrid, 't')).toMatchObject({ courseRoles: [] })
  })
})

const silences: [string, () => void][] = [
  ['says nothing in time', () => (lms.answer = () => {})],
  ['stops in the middle of its answer', () => (lms.answer = (_, response) => response.write('{"roles":'))],
  ['hangs up', () => (lms.answer = (request) => request.socket.destroy())],
  ['answers 500', () => lms.answerJson({}, 500)],
  ['answers 400', () => lms.answerJson({}, 400)],
  ['answers 404', () => lms.answerJson({}, 404)],
  ['says that we ask too often', () => lms.answerJson({}, 429)],
  ['answers with a page', () => (lms.answer = (_, response) => response.end('<html>'))],
  ['answers with something else', () => lms.answerJson({ results: [] })],
  ['answers with null', () => lms.answerJson(null)],
  [
    'sends us elsewhere',
    () => (lms.answer = (_, response) => response.writeHead(302, { location: `${lms.url}/login` }).end()),
  ],
  ['answers without an end', () => (lms.answer = (_, response) => response.end('"'.padEnd(9 * 1024 * 1024)))],
]

describe.each(silences)('an LMS that %s', (_, fallSilent) => {
  test('gives nobody a role; the token alone says who is global staff', async () => {
    fallSilent()
    expect(await standingOf(ingrid, 't')).toEqual({ courseRoles: [], isStaff: false, freshness: 'unknown' })
    expect(await standingOf({ ...ingrid, userId: 8, isStaff: true }, 't')).toMatchObject({ isStaff: true })
  })

  test('leaves the last known roles for 15 minutes', async () => {
    lms.answerJson(teaching)
    await standingOf(ingrid, 't')
    fallSilent()
    passMinutes(14)
    expect(await standingOf(ingrid, 't')).toEqual({
      courseRoles: biologyTeacher,
      isStaff: false,
      freshness: 'outdated',
    })
    passMinutes(2)
    expect(await standingOf(ingrid, 't')).toEqual({ courseRoles: [], isStaff: false, freshness: 'unknown' })
  })
})

test('global staff who lost that role do not regain it from an old token when the LMS falls silent', async () => {
  const demoted = { ...ingrid, isStaff: true }
  lms.answerJson({ roles: [], is_staff: false })
  await standingOf(demoted, 't')
  lms.answerJson({}, 500)
  passMinutes(16)
  expect(await standingOf(demoted, 't')).toEqual({ courseRoles: [], isStaff: false, freshness: 'unknown' })
})

test('an LMS that is not there at all is no error', async () => {
  const lonely = rolesFrom('http://127.0.0.1:1')
  expect(await lonely(ingrid, 't')).toMatchObject({ courseRoles: [], freshness: 'unknown' })
})
