import fc from 'fast-check'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Change } from '../contract/change.ts'
import type { Mode } from '../contract/mode.ts'
import { analyticsRoles, type CourseRole, nobodysUserId, type Viewer } from '../contract/viewer.ts'
import { unauthenticated } from '../kernel/errors.ts'
import { createModes } from '../modes/modes.ts'
import { insertModelRows } from '../testing/model-rows.ts'
import { insertStatements, type StatementParts, statement } from '../testing/statements.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'
import { type Changes, createChanges } from './changes.ts'
import { createDashboards, type Dashboards } from './dashboards.ts'

const birds = 'course-v1:Org+Birds+2026'
const stars = 'course-v1:Other+Stars+2026'
const lmsUrl = 'https://lms.example'
const annActor = '00000000-0000-4000-8000-000000000007'
const begin = new Date('2026-03-12T12:00:00Z')

let now = begin
let mode: Mode = 'SAAS'
const clock = { now: () => now }
const store = {
  setting: async () => ({ value: mode, changedAt: '2026-03-12T10:00:00Z', changedBy: 'admin' }),
  changeSetting: async () => undefined,
}

const person = (fields: Partial<Viewer>): Viewer => ({
  userId: 7,
  username: 'ann',
  name: 'Ann',
  isSuperuser: false,
  isStaff: false,
  courseRoles: [],
  standIn: false,
  expiresAt: new Date('2026-03-12T14:00:00Z'),
  ...fields,
})
const staffOf = (courseKey: string): CourseRole => ({ role: 'staff', org: 'Org', courseKey })
/** Ann takes Birds. */
const learner = person({})
const teacher = person({ userId: 8, courseRoles: [staffOf(birds)] })
const admin = person({ userId: 9, isSuperuser: true })

let warehouse: Awaited<ReturnType<typeof openTestWarehouse>>
let changes: Changes
let dashboards: Dashboards
const modes = createModes({ store, startMode: 'SAAS', studentView: true, standInLms: false })
const stops: (() => void)[] = []

beforeAll(async () => {
  warehouse = await openTestWarehouse({ minGroupSize: 3 })
  dashboards = createDashboards({ warehouse, modes, clock, lmsUrl })
  await insertModelRows(warehouse, 'externalId', [
    { external_user_id: annActor, external_id_type: 'xapi', user_id: 7, time_last_dumped: '2026-03-01 00:00:00' },
  ])
  await happens({ verb: 'navigated', actor: annActor }, { verb: 'navigated', actor: 'bob', course: stars })
})
afterAll(() => warehouse.close())
beforeEach(() => {
  now = begin
  mode = 'SAAS'
  changes = createChanges({ warehouse, modes, clock, lmsUrl, log: pino({ level: 'silent' }) })
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

let second = 0
/** Something happens in Birds, or wherever it says, and the figures are computed. */
async function happens(...parts: Omit<StatementParts, 'at'>[]) {
  second++
  const at = new Date(begin.getTime() + second * 1000).toISOString()
  await insertStatements(
    warehouse,
    'real',
    parts.map((part) => statement({ course: birds, block: 'b', ...part, at })),
  )
  await refreshModels(warehouse, 'real')
}

/** Somebody listens; what they are told is collected. */
async function listening(viewer: Viewer, identify: () => Promise<Viewer> = async () => viewer) {
  const told: Change[] = []
  const end = vi.fn()
  stops.push(await changes.listen({ viewer, identify, tell: (change) => void told.push(change), end }))
  return {
    told,
    end,
    /** Every course named so far; a refresh may be told in two messages when a look falls into it. */
    courses: () => [...new Set(told.flatMap(({ courses }) => courses ?? ['everything']))].sort(),
  }
}

const soon = { timeout: 20_000, interval: 20 }

describe('new figures', () => {
  test('are told to those who teach the course run, and no others are named', async () => {
    const [teaching, administering] = [await listening(teacher), await listening(admin)]
    await happens({ verb: 'navigated', actor: 'bob', course: stars })
    await vi.waitFor(() => expect(administering.courses()).toEqual([stars]), soon)
    await happens({ verb: 'navigated', actor: 'bob' })
    await vi.waitFor(() => expect(teaching.courses()).toEqual([birds]), soon)
    await vi.waitFor(() => expect(administering.courses()).toEqual([birds, stars]), soon)
  })

  test('are told to a learner when they are their own, and not when they are a neighbour’s', async () => {
    const [learning, administering] = [await listening(learner), await listening(admin)]
    await happens({ verb: 'navigated', actor: 'bob' }, { verb: 'navigated', actor: 'bob', course: stars })
    await vi.waitFor(() => expect(administering.courses()).toEqual([birds, stars]), soon)
    expect(learning.told).toEqual([])
    await happens({ verb: 'navigated', actor: annActor })
    await vi.waitFor(() => expect(learning.courses()).toEqual([birds]), soon)
  })

  test('of a learner are told to whoever looks as them, as far as those may see: no course but their own is named', async () => {
    await happens({ verb: 'registered', actor: annActor, course: stars })
    const { userId, username, name, isSuperuser } = teacher
    const onlooker = { userId, username, name, isSuperuser }
    const scope = { kind: 'courses' as const, courseKeys: [birds], orgs: [] }
    const looking = await listening({ ...learner, onlooker: { ...onlooker, scope } })
    const asNobody = await listening({ ...learner, userId: nobodysUserId, onlooker: { ...onlooker, scope } })
    const learning = await listening(learner)
    await happens({ verb: 'navigated', actor: annActor, course: stars })
    await vi.waitFor(() => expect(learning.courses()).toEqual([stars]), soon)
    await happens({ verb: 'navigated', actor: annActor })
    await vi.waitFor(() => expect(looking.courses()).toEqual([birds]), soon)
    expect(asNobody.told).toEqual([])
  })

  test('of the class are told to its learners from the minimum group size on', async () => {
    const [learning, administering] = [await listening(learner), await listening(admin)]
    // Two are enrolled now, and three make a class: its first figures are seen.
    for (const actor of ['cleo', 'dan']) await happens({ verb: 'registered', actor })
    await vi.waitFor(() => expect(administering.courses()).toEqual([birds]), soon)
    expect(learning.told).toEqual([])
    await happens({ verb: 'registered', actor: 'eve' })
    await vi.waitFor(() => expect(learning.courses()).toEqual([birds]), soon)
  })

  test('are looked for once for all who listen', async () => {
    const asked = vi.spyOn(warehouse.engine, 'rows')
    const everybody = await Promise.all(Array.from({ length: 30 }, () => listening(teacher)))
    await happens({ verb: 'navigated', actor: 'bob' })
    for (const { courses } of everybody) await vi.waitFor(() => expect(courses()).toEqual([birds]), soon)
    const looks = asked.mock.calls.filter(([{ name }]) => name === 'course-versions').length
    asked.mockRestore()
    // The first, and some while the refresh writes its tables; never one for each listener.
    expect(looks).toBeLessThan(30)
  })

  test('are never told to whoever has left', async () => {
    const [leaving, staying] = [await listening(teacher), await listening(teacher)]
    stops[0]?.()
    await happens({ verb: 'navigated', actor: 'bob' })
    await vi.waitFor(() => expect(staying.courses()).toEqual([birds]), soon)
    expect(leaving.told).toEqual([])
  })
})

test('whoever listens is told of exactly the course runs that the engine shows them', async () => {
  const keys = [
    'course-v1:A+x+1',
    'course-v1:A+y+1',
    'course-v1:B+x+1',
    'B/x/old',
    'course-v1:Ab+x+1',
    "course-v1:O'r+x+1",
  ]
  const role = fc.record({
    role: fc.constantFrom(...analyticsRoles),
    org: fc.constantFrom('A', 'B', 'a', "O'r", '', 'Ab'),
    courseKey: fc.option(fc.constantFrom(...keys)),
  })
  const people = fc.record({ courseRoles: fc.array(role, { minLength: 1, maxLength: 3 }), isStaff: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(people, { minLength: 12, maxLength: 12 }), async (fields) => {
      // None of them takes a course, and everybody listens together: the administrator hears when all has been told.
      const viewers = fields.map((each, index) => person({ userId: 100 + index, ...each }))
      const everybody = await Promise.all(viewers.map((viewer) => listening(viewer)))
      const administering = await listening(admin)
      await happens(...keys.map((course) => ({ verb: 'navigated', actor: 'bob', course }) as const))
      await vi.waitFor(() => expect(administering.courses()).toEqual([...keys].sort()), soon)
      for (const [index, { courses }] of everybody.entries()) {
        const shown = await dashboards.courses(viewers[index]!, 'en').catch(() => ({ courses: [] }))
        const seen = shown.courses.map(({ courseKey }) => courseKey).filter((courseKey) => keys.includes(courseKey))
        await vi.waitFor(() => expect(courses()).toEqual(seen.sort()), soon)
      }
      for (const stop of stops.splice(0)) stop()
    }),
    { numRuns: 4 },
  )
})

describe('whoever listens', () => {
  test('is told that anything may be new when the mode is switched, and is then told of what the new mode lets in', async () => {
    const [teaching, administering] = [await listening(teacher), await listening(admin)]
    mode = 'FREE' // lets in superusers alone
    await vi.waitFor(
      () => expect([teaching.told, administering.told]).toEqual([[{ courses: null }], [{ courses: null }]]),
      soon,
    )
    await happens({ verb: 'navigated', actor: 'bob' })
    await vi.waitFor(() => expect(administering.courses()).toEqual([birds, 'everything']), soon)
    expect(teaching.told).toEqual([{ courses: null }])
  })

  test('is told no more of a course run once they lost their role in it', async () => {
    let roles = [staffOf(birds)]
    const identify = vi.fn(async () => person({ userId: 8, courseRoles: roles }))
    const [teaching, administering] = [await listening(teacher, identify), await listening(admin)]
    roles = [staffOf(stars)]
    now = new Date(begin.getTime() + 121_000)
    await vi.waitFor(() => expect(identify).toHaveBeenCalledOnce(), soon)
    await happens({ verb: 'navigated', actor: 'bob' })
    await vi.waitFor(() => expect(administering.courses()).toEqual([birds]), soon)
    await happens({ verb: 'navigated', actor: 'bob', course: stars })
    await vi.waitFor(() => expect(teaching.courses()).toEqual([stars]), soon)
  })

  test('is sent away when their token expires, and when they are no longer known', async () => {
    const refuse = () => Promise.reject(unauthenticated())
    const brief = person({ userId: 10, courseRoles: [staffOf(birds)], expiresAt: new Date(begin.getTime() + 1000) })
    const [short, unknown, staying] = [await listening(brief), await listening(teacher, refuse), await listening(admin)]
    now = new Date(begin.getTime() + 1000)
    await vi.waitFor(() => expect(short.end).toHaveBeenCalledOnce(), soon)
    expect(unknown.end).not.toHaveBeenCalled()
    now = new Date(begin.getTime() + 121_000)
    await vi.waitFor(() => expect(unknown.end).toHaveBeenCalledOnce(), soon)
    await happens({ verb: 'navigated', actor: 'bob' })
    await vi.waitFor(() => expect(staying.courses()).toEqual([birds]), soon)
    expect([short.told, unknown.told, staying.end.mock.calls]).toEqual([[], [], []])
  })

  test('is asked for everything when more course runs are new than anybody would name', async () => {
    const many = Array.from({ length: 101 }, (_, index) => `course-v1:Many+C${index}+1`)
    const teachesOne = person({ userId: 8, courseRoles: [staffOf(many[0]!)] })
    const [teaching, administering] = [await listening(teachesOne), await listening(admin)]
    await insertModelRows(
      warehouse,
      'courseNames',
      many.map((course_key) => ({ course_key })),
    )
    await vi.waitFor(() => expect(administering.told).toEqual([{ courses: null }]), soon)
    await vi.waitFor(() => expect(teaching.told).toEqual([{ courses: [many[0]] }]), soon)
  })

  test('hears what was missed once the engine answers again', async () => {
    const teaching = await listening(teacher)
    const failing = vi.spyOn(warehouse.engine, 'dataVersion').mockRejectedValue(new Error('out of reach'))
    await happens({ verb: 'navigated', actor: 'bob' })
    await vi.waitFor(() => expect(failing).toHaveBeenCalled(), soon)
    failing.mockRestore()
    await vi.waitFor(() => expect(teaching.courses()).toEqual([birds]), soon)
  })

  test('is refused while the engine is out of reach, and let in afterwards', async () => {
    const failing = vi.spyOn(warehouse.engine, 'dataVersion').mockRejectedValue(new Error('out of reach'))
    await expect(listening(teacher)).rejects.toThrow('out of reach')
    failing.mockRestore()
    const teaching = await listening(teacher)
    await happens({ verb: 'navigated', actor: 'bob' })
    await vi.waitFor(() => expect(teaching.courses()).toEqual([birds]), soon)
  })
})
