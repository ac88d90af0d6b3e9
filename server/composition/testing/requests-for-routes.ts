import type { Mode } from '../../contract/mode.ts'
import { shortStatement } from '../../lrs/testing/whole-statement.ts'
import { lineOf, trackingEvent } from '../../testing/tracking-event.ts'
import { biology, markedPeople, python } from './people-with-marks.ts'
import type { Route } from './route-table.ts'

/** One request for a route: what stands in the place of its parameters, what is asked and what is sent. */
export interface Sample {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What of the site the requests are about. */
export interface Known {
  readonly mode: Mode
  /** Ids of listed dashboards, in the order of the rules. */
  readonly dashboards: readonly string[]
  readonly types: readonly string[]
  /** Ids of rows that nobody needs, one of each place. */
  readonly spare: Readonly<Record<'dashboards' | 'types' | 'people' | 'assignments', string>>
  readonly charts: readonly string[]
}

const block = `${biology.replace('course-', 'block-')}+type@problem+block@p1`

/** What is asked of the routes that need more than their address. A route that is in neither list fails the test. */
export function samplesFor(known: Known): Readonly<Record<string, readonly Sample[]>> {
  const { mode, dashboards, types, spare, charts } = known
  const course = { course: biology }
  const opened = [...dashboards, 'hosted:overview', 'nothing'].flatMap((id) => [
    ...(['courses', 'student'] as const).map((area) => ({ body: { id, area } })),
    { body: { id, area: 'courses', course: biology, block } },
    { body: { id, area: 'courses', course: python } },
    { body: { id, area: 'courses', course: "x' OR 1=1", block: '<script>' } },
  ])
  const person = { username: markedPeople.bystander.username, typeId: types[0], role: 'READER' }
  const listed = { displayName: 'Marks', provider: 'quicksight', providerId: 'marks' }
  const table = 'id,username\n5,kim_q5x\n'
  const one = (place: keyof typeof spare, body?: object): readonly Sample[] =>
    [spare[place], 'nothing'].map((id) => ({ params: { id }, ...(body && { body }) }))
  const slugs = ['course-overview', 'student', 'nothing'].map((slug) => ({ slug }))
  const chartSamples = [...charts.map((chart) => ({ slug: 'course-overview', chart })), { slug: 'student', chart: 'x' }]
  return {
    'GET /api/dashboards/:slug': slugs.map((params) => ({ params })),
    'GET /api/dashboards/:slug/charts/:chart': chartSamples.map((params) => ({ params, query: course })),
    'GET /api/dashboards/:slug/charts/:chart/sql': chartSamples.map((params) => ({ params, query: course })),
    'GET /api/dashboards/:slug/charts/:chart.csv': chartSamples.map((params) => ({ params, query: course })),
    'POST /api/embeds': [...opened, { body: { id: 1 } }, {}],
    'POST /api/embeds/studio': [{}],
    'PUT /api/settings/mode': [{ body: { mode } }, { body: { mode: 'nothing' } }],
    'POST /api/access/dashboards': [{ body: { name: `marks-${crypto.randomUUID()}`, ...listed } }, { body: {} }],
    'PUT /api/access/dashboards/:id': one('dashboards', { name: 'spare', ...listed, providerId: 'spare' }),
    'DELETE /api/access/dashboards/:id': one('dashboards'),
    'POST /api/access/types': [
      { body: { name: `Marks ${crypto.randomUUID()}` } },
      { body: { dashboards: ['nothing'] } },
    ],
    'PUT /api/access/types/:id': one('types', { name: 'Spare' }),
    'DELETE /api/access/types/:id': one('types'),
    'POST /api/access/people': [{ body: person }, { body: { ...person, arn: 'no arn' } }],
    'PUT /api/access/people/:id': one('people', { username: 'spare', role: 'READER' }),
    'DELETE /api/access/people/:id': one('people'),
    'POST /api/access/assignments': [
      { body: { to: { kind: 'organisation', org: 'Org' }, typeId: types[0] } },
      { body: {} },
    ],
    'PUT /api/access/assignments/:id': one('assignments', {
      to: { kind: 'organisation', org: 'Else' },
      typeId: types[0],
    }),
    'DELETE /api/access/assignments/:id': one('assignments'),
    'POST /api/access/import': [
      { body: { files: [{ name: 'auth_user.csv', text: table }], dryRun: true } },
      { body: {} },
    ],
    'POST /api/access/lookup': [
      ...[markedPeople.bystander.username, 'nobody'].map((username) => ({ body: { username } })),
      { body: {} },
    ],
    'POST /api/view': [
      ...['admin', 'staff', 'learner'].map((as) => ({ body: { as, course: biology } })),
      { body: { as: 'one-learner', course: biology, username: markedPeople.bystander.username } },
      { body: { as: 'person', username: 'nobody' } },
      { body: {} },
    ],
    'POST /api/view/learners': ['', 'i', markedPeople.bystander.username].map((text) => ({
      body: { course: biology, text },
    })),
    'DELETE /api/view': [{}],
    'POST /api/tools/:tool/test': ['quicksight', 'superset', 'hosted', 'nothing'].map((tool) => ({ params: { tool } })),
    'POST /api/extraction/runs': [{}],
    'POST /api/credentials': [{ body: { name: 'Marks', scopes: ['write'] } }, { body: {} }],
    'DELETE /api/credentials/:id': [{ params: { id: 'nothing' } }],
    'POST /api/ingest/tracking': [
      { body: lineOf(trackingEvent('edx.course.enrollment.activated', {})) },
      { body: '{' },
    ],
    'POST /api/ingest/lms/:object': [
      { params: { object: 'course_enrollment' }, body: [{ course_key: biology, user_id: 1 }] },
      { params: { object: 'nothing' }, body: [] },
    ],
    'POST /api/retirements': [{ body: { username: 'nobody-at-all' } }, { body: {} }],
    'GET /xAPI/statements': [{}, { query: { limit: '2' } }, { query: { agent: '{' } }],
    'PUT /xAPI/statements': [{ query: { statementId: crypto.randomUUID() }, body: shortStatement }, { body: {} }],
    'POST /xAPI/statements': [{ body: shortStatement }, { body: {} }],
  }
}

/** The requests for a route; null for one that nobody has said anything about and that needs more than its address. */
export function requestsFor({ method, path }: Route, samples: ReturnType<typeof samplesFor>): readonly Sample[] | null {
  const own = samples[`${method === 'HEAD' ? 'GET' : method} ${path}`]
  if (own) return method === 'HEAD' ? own.slice(0, 1) : own
  const isPlain = !/[:*]/.test(path) && !['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)
  // Resources of an LRS that we do not keep take any method, and answer all alike.
  return isPlain || path.startsWith('/xAPI/') || method === 'OPTIONS' ? [{}] : null
}

export function addressOf({ path }: Route, { params = {}, query }: Sample): string {
  const filled = path.replace(/:([a-z]+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? 'x'))
  return `${filled.replace(/\*$/, '/x')}${query ? `?${new URLSearchParams(query)}` : ''}`
}
