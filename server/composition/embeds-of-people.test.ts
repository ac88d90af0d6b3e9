import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Config, readConfig } from '../config/read-config.ts'
import { type AccessRules, accessRulesSchema, lookedUpSchema } from '../contract/access.ts'
import { auditSchema } from '../contract/audit.ts'
import { embedSchema, embedsSchema } from '../contract/embed.ts'
import { siteSchema } from '../contract/session.ts'
import { demoCast } from '../demo/cast.ts'
import { demoAccount } from '../demo/stand-in-quicksight/account.ts'
import { type StandInQuickSight, startStandInQuickSight } from '../demo/stand-in-quicksight/stand-in-quicksight.ts'
import { systemClock } from '../kernel/clock.ts'
import { freePort } from '../testing/free-port.ts'
import { type Service, startService } from './start-service.ts'

// One service on its real parts, with people who sign in and a stand-in for QuickSight that checks what it is asked; the
// tests read from top to bottom.

const biology = 'course-v1:Riverside+BIO101+2026_Autumn'
let service: Service
let config: Config
let quickSight: StandInQuickSight
let origin: string
/** Everything that left the server, save what administrators asked for. */
const toldToPeople: string[] = []
const logged: string[] = []

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'panorama-embeds-'))
  const account = demoAccount('localhost:2100')
  quickSight = await startStandInQuickSight({ port: 0, account, clock: systemClock, dataDir: null })
  config = readConfig({
    PANORAMA_DATA_DIR: dataDir,
    PANORAMA_MFE_PORT: `${await freePort()}`,
    PANORAMA_DEMO_LEARNERS: '10',
    PANORAMA_TOOLS_IN_DEMO: 'true',
    PANORAMA_AWS_ACCOUNT_ID: account.accountId,
    PANORAMA_AWS_ACCESS_KEY: account.accessKeyId,
    PANORAMA_AWS_SECRET_ACCESS_KEY: account.secretAccessKey,
    PANORAMA_DEFAULT_USER_ARN: `arn:aws:quicksight:us-east-1:${account.accountId}:user/default/panorama`,
    PANORAMA_QUICKSIGHT_CAPACITY_PRICING: 'true',
    PANORAMA_QUICKSIGHT_STAND_IN: quickSight.url,
  })
  origin = config.publicUrl
  const lines = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  service = await startService(config, {
    log: pino({ level: 'debug' }, lines),
    progress: { note: () => undefined, step: () => undefined },
    screenDir: '/nowhere',
    commandLine: '/nowhere',
    signal: new AbortController().signal,
  })
}, 120_000)

afterAll(async () => {
  await service.stop()
  await quickSight.close()
  await rm(config.dataDir, { recursive: true, force: true })
})

/** Signs in on the stand-in LMS's page, as a browser does. */
async function signIn(person: string) {
  const { loginUrl } = siteSchema.parse(await (await fetch(`${origin}/api/site`)).json())
  const body = new URLSearchParams({ person, next: `${origin}/` })
  const signedIn = await fetch(loginUrl, { method: 'POST', body, redirect: 'manual' })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((text) => text.split(';', 1)[0])
    .join('; ')
  return async (method: string, path: string, sent?: object) => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: { cookie, origin, 'x-panorama': '1', ...(sent && { 'content-type': 'application/json' }) },
      ...(sent && { body: JSON.stringify(sent) }),
    })
    const text = await answer.text()
    if (person !== 'admin') toldToPeople.push(text)
    return { status: answer.status, json: text === '' ? null : JSON.parse(text) }
  }
}

/** The dashboards that somebody is shown, and as whom QuickSight was asked to show each of them. */
async function shownTo(person: string) {
  const ask = await signIn(person)
  const { embeds, studio } = embedsSchema.parse((await ask('GET', '/api/embeds')).json)
  const seen: string[] = []
  for (const { id, area, title } of embeds) {
    const { status, json } = await ask('POST', '/api/embeds', { id, area })
    expect([status, embedSchema.parse(json).provider]).toEqual([200, 'quicksight'])
    seen.push(`${area} ${title} ${asWhom()}`)
  }
  return studio ? [...seen, 'studio'] : seen
}

/** Of the newest request for an address: the user, or the rows of the guest. */
function asWhom(): string {
  const { input } = quickSight.asked.findLast(({ operation }) => operation.startsWith('GenerateEmbedUrl'))!
  const { UserArn, SessionTags = [] } = input as { UserArn?: string; SessionTags?: { Key: string; Value: string }[] }
  if (UserArn !== undefined) return `as ${UserArn.split('/').at(-1)}`
  return `of ${SessionTags.filter(({ Key }) => Key !== 'panorama_lms')
    .map(({ Value }) => Value)
    .join(' ')}`
}

const idOf = (username: string) => demoCast.find((person) => person.username === username)!.userId

test('before anything is assigned nobody is shown anything', async () => {
  for (const person of ['amara', 'ingrid', 'lucia', 'admin']) expect(await shownTo(person)).toEqual([])
})

test('an administrator lists dashboards, puts them together, looks people up and grants', async () => {
  const ask = await signIn('admin')
  const add = async (place: string, wanted: object) => {
    const { status, json } = await ask('POST', `/api/access/${place}`, wanted)
    expect(status, JSON.stringify(json)).toBe(201)
    return String(json.id)
  }
  const listed = { provider: 'quicksight', priority: 1 }
  const time = await add('dashboards', { ...listed, name: 'time', displayName: 'Time', providerId: 'time-in-course' })
  const courses = await add('dashboards', {
    ...{ ...listed, name: 'courses', displayName: 'Courses', providerId: 'courses-of-the-site' },
    holdsRowsOfPeople: false,
  })
  const staff = await add('types', { name: 'Staff', dashboards: [time, courses] })
  await add('types', { name: 'Learners', forLearners: true, dashboards: [time] })
  await add('assignments', { to: { kind: 'team', courseKey: biology }, typeId: staff })
  const lookedUp = await ask('POST', '/api/access/lookup', { username: 'LUCIA' })
  expect(lookedUpSchema.parse(lookedUp.json).person).toEqual({ username: 'lucia', name: 'Lucía Fernández' })
  expect((await ask('POST', '/api/access/lookup', { username: 'nobody' })).json).toEqual({ person: null })
  const arn = config.quickSight!.defaultUserArn!.replace(/panorama$/, 'author')
  quickSight.account.users.push({ namespace: 'default', userName: 'author', role: 'AUTHOR', active: true })
  for (const { sharedWith } of quickSight.account.dashboards) sharedWith.push('user/default/author')
  await add('people', { username: 'lucia', typeId: staff, role: 'AUTHOR', arn })
  const rules: AccessRules = accessRulesSchema.parse((await ask('GET', '/api/access')).json)
  expect(rules).toMatchObject({ dashboards: [{}, {}], types: [{}, {}], people: [{}], assignments: [{}] })
})

test('a learner, a teacher, an author and an administrator are shown exactly what is theirs, each as themselves', async () => {
  expect(await shownTo('amara')).toEqual([`student Time of ${idOf('amara')}`])
  expect(await shownTo('ingrid')).toEqual([
    expect.stringMatching(`^courses Courses of .*${biology.replaceAll('+', '\\+')}`),
    expect.stringMatching(`^courses Time of .*${biology.replaceAll('+', '\\+')}`),
    `student Time of ${idOf('ingrid')}`,
  ])
  expect(await shownTo('lucia')).toEqual([
    'courses Courses as author',
    'courses Time as author',
    `student Time of ${idOf('lucia')}`,
    'studio',
  ])
  expect(await shownTo('admin')).toEqual([
    'courses Courses as panorama',
    'courses Time as panorama',
    `student Time of ${idOf('admin')}`,
  ])
})

test('nobody opens what is another’s, nor sets who gets what', async () => {
  const admin = await signIn('admin')
  const { dashboards } = accessRulesSchema.parse((await admin('GET', '/api/access')).json)
  const [learner, teacher, author] = [await signIn('amara'), await signIn('ingrid'), await signIn('lucia')]
  const before = quickSight.asked.length
  for (const { id } of dashboards) {
    expect((await learner('POST', '/api/embeds', { id, area: 'courses' })).status).toBe(404)
  }
  expect(
    (await teacher('POST', '/api/embeds', { id: dashboards[0]!.id, area: 'courses', course: 'A/B/C' })).status,
  ).toBe(403)
  for (const ask of [learner, teacher]) expect((await ask('POST', '/api/embeds/studio')).status).toBe(403)
  for (const ask of [learner, teacher, author]) {
    expect((await ask('GET', '/api/access')).status).toBe(403)
    expect((await ask('POST', '/api/access/people', { username: 'amara', role: 'AUTHOR' })).status).toBe(403)
    expect((await ask('POST', '/api/access/lookup', { username: 'mateo' })).status).toBe(403)
  }
  expect(quickSight.asked).toHaveLength(before)
  expect((await author('POST', '/api/embeds/studio')).status).toBe(200)
  expect(asWhom()).toBe('as author')
})

test('the plugin’s addresses say the same of each of them', async () => {
  const told: Record<string, unknown> = {}
  for (const person of ['amara', 'ingrid', 'lucia', 'admin']) {
    const ask = await signIn(person)
    const [role, embeds, studio] = await Promise.all(
      ['get-user-role', 'get-embed-url', 'get-studio-url'].map((name) => ask('GET', `/panorama/api/${name}`)),
    )
    const names = (embeds!.json.body as { name: string }[]).map(({ name }) => name)
    told[person] = [role!.json.body, names.join(' '), studio!.status]
  }
  expect(told).toEqual({
    amara: ['STUDENT', 'time', 403],
    ingrid: ['READER', 'courses time', 403],
    lucia: ['AUTHOR', 'courses time', 200],
    admin: ['READER', 'courses time', 403],
  })
})

test('what is taken away is gone with the next question, and the audit log tells all of it', async () => {
  const admin = await signIn('admin')
  const { assignments } = accessRulesSchema.parse((await admin('GET', '/api/access')).json)
  expect((await admin('DELETE', `/api/access/assignments/${assignments[0]!.id}`)).status).toBe(204)
  expect(await shownTo('ingrid')).toEqual([`student Time of ${idOf('ingrid')}`])
  const { entries } = auditSchema.parse((await admin('GET', '/api/audit')).json)
  expect(entries[0]).toMatchObject({ actor: 'admin', action: 'access.assignment.removed', after: null })
  expect(JSON.parse(entries[0]!.before ?? '')).toEqual(assignments[0])
})

test('no secret, no identity in QuickSight and no name of a person leaves the server, or is logged', async () => {
  const { secretAccessKey, accessKeyId } = quickSight.account
  expect(toldToPeople.length).toBeGreaterThan(20)
  for (const text of [...toldToPeople, ...logged]) {
    for (const secret of [secretAccessKey, accessKeyId, 'arn:aws', 'panorama_user']) expect(text).not.toContain(secret)
  }
  expect(logged.length).toBeGreaterThan(20)
  for (const { username, name } of demoCast) {
    const named = new RegExp(`\\b(${username}|${name})\\b`, 'i')
    // Of the administrator the word is also that of an area.
    if (username !== 'admin') expect(logged.filter((line) => named.test(line))).toEqual([])
  }
  for (const line of logged) expect(line).not.toMatch(/code=|isauthcode/)
})
