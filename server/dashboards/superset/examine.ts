import { decodeJwt, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Finding } from '../../contract/finding.ts'
import { type Locale, locales, type Text } from '../../contract/text.ts'
import { PanoramaError } from '../../kernel/errors.ts'
import { type Board, readBoard } from './board.ts'
import { type FindingWords, subjects, words } from './examine-words.ts'
import { findRole, openings, type Permission, permissionsOf } from './roles.ts'
import { isObstacle, rowClauses } from './row-clauses.ts'
import { type SupersetSession, supersetRefused } from './superset-session.ts'

export interface ExaminedBoard {
  /** Slug or UUID. */
  readonly id: string
  readonly holdsRowsOfPeople: boolean
}

export interface SupersetExamination {
  readonly service: SupersetSession
  /** As an administrator; null where no password is given. */
  readonly admin: SupersetSession | null
  /** Superset as this service reaches it. */
  readonly url: string
  readonly guestRole: string
  /** Of the pages that show the dashboards. */
  readonly origin: string
  readonly dashboards: readonly ExaminedBoard[]
  readonly locale: Locale
}

/** The secret that Superset ships with, which it warns of itself. */
const publishedSecret = new TextEncoder().encode('test-guest-secret-change-me')

const hour = 3600

/**
 * Looks at everything that has to be right for dashboards of Superset to be shown to each with their own rows, and changes
 * nothing. The guest tokens that it makes let no row through.
 */
export async function examineSuperset(examination: SupersetExamination): Promise<Finding[]> {
  const { service, admin, url, guestRole, dashboards, locale } = examination
  const found: Finding[] = []
  const tell = (outcome: Finding['outcome'], subject: Text | string, { says, remedy }: FindingWords, more = '') => {
    const named = typeof subject === 'string' ? subject : subject[locale]
    found.push({
      subject: named,
      outcome,
      says: says[locale],
      ...(remedy && { remedy: more === '' ? remedy[locale] : `${remedy[locale]} ${more}` }),
    })
  }

  const health = await fetch(`${url}/health`, { signal: AbortSignal.timeout(10_000) }).catch(() => null)
  if (!health?.ok) {
    tell('problem', subjects.connection, words.silent)
    return found
  }
  tell('ok', subjects.connection, words.answers)
  if (await isOld(url)) tell('problem', subjects.version, words.tooOld)

  const signedIn = await service
    .ask({ path: '/api/v1/dashboard/', shape: z.unknown() })
    .then(() => true)
    .catch((failure) => codeOf(failure) !== 'misconfigured')
  if (!signedIn) {
    tell('problem', subjects.service, words.accountRefused)
    return found
  }
  tell('ok', subjects.service, words.accountWorks)

  if (guestRole === 'Public') tell('problem', subjects.guestRole, words.guestRoleIsPublic)
  if (admin !== null) {
    for (const [name, subject] of [
      [guestRole, subjects.guestRole],
      ['Public', subjects.publicRole],
    ] as const) {
      const id = await findRole(admin, name)
      if (id === null) tell('problem', subject, words.guestRoleMissing)
      else tellOpenings(subject, await permissionsOf(admin, id), tell)
    }
  }

  if (dashboards.length === 0) tell('warning', subjects.dashboards, words.noDashboards)
  let firstToken: { readonly token: string; readonly board: Board; readonly id: string } | null = null
  for (const listed of dashboards) {
    const editions = await editionsOf(service, listed.id)
    if (editions.length === 0) tell('problem', listed.id, words.noSuchDashboard)
    for (const { id, board } of editions) {
      const before = found.length
      await examineBoard({ ...listed, id }, board, examination, tell)
      const token = await closedToken(service, board, [{ clause: '1 = 0' }]).catch((failure) => {
        if (codeOf(failure) === 'misconfigured') return null
        throw failure
      })
      if (token === null) tell('problem', subjects.service, words.mayNotGrant)
      else firstToken ??= { token, board, id }
      if (found.length === before) tell('ok', id, words.dashboardWorks)
    }
  }
  if (admin === null) await examineRolesAsGuest(firstToken?.token ?? null, url, tell)
  if (firstToken) await examineToken(firstToken, examination, tell)
  return found
}

/** A dashboard in each language that Superset has it in, as readers are shown it; else the one of the very name. */
async function editionsOf(service: SupersetSession, id: string): Promise<{ id: string; board: Board }[]> {
  const editions: { id: string; board: Board }[] = []
  for (const name of [...locales.map((locale) => `${id}-${locale}`), id]) {
    if (name === id && editions.length > 0) continue
    const board = await readBoard(service, name).catch((failure) => {
      if (codeOf(failure) === 'not_found') return null
      throw failure
    })
    if (board !== null) editions.push({ id: name, board })
  }
  return editions
}

type Tell = (outcome: Finding['outcome'], subject: Text | string, words: FindingWords, more?: string) => void

function tellOpenings(subject: Text, permissions: ReadonlySet<Permission>, tell: Tell): void {
  const open = openings(permissions)
  if (open.length > 0) tell('problem', subject, words.roleOpens, open.join(', '))
  else tell('ok', subject, words.roleCloses)
}

/** Without an administrator's password: guests, and those who are nobody, may ask what their own roles allow. */
async function examineRolesAsGuest(token: string | null, url: string, tell: Tell): Promise<void> {
  const guests = token === null ? null : await ownPermissions(url, { 'X-GuestToken': token })
  if (guests !== null) tellOpenings(subjects.guestRole, guests, tell)
  else tell('warning', subjects.guestRole, token === null ? words.rolesNeedDashboard : words.rolesUnseen)
  const nobodys = await ownPermissions(url, {})
  // Public may seldom ask that: then only an administrator sees what it may, which is no reason to alarm at each look.
  if (nobodys !== null) tellOpenings(subjects.publicRole, nobodys, tell)
}

const ownRolesSchema = z.object({
  result: z.object({ roles: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))) }),
})

/** What somebody's roles allow, as Superset tells themselves; null where it does not. */
async function ownPermissions(url: string, headers: Record<string, string>): Promise<ReadonlySet<Permission> | null> {
  const answer = await fetch(`${url}/api/v1/me/roles/`, {
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null)
  const said = ownRolesSchema.safeParse(await answer?.json().catch(() => null))
  if (!said.success) return null
  const pairs = Object.values(said.data.result.roles).flat()
  return new Set(pairs.map(([permission, on]): Permission => `${permission} on ${on}`))
}

async function examineBoard(
  { id, holdsRowsOfPeople }: ExaminedBoard,
  board: Board,
  { admin, url, origin }: SupersetExamination,
  tell: Tell,
): Promise<void> {
  const { allowedDomains, embeddedId, datasets } = board
  if (allowedDomains.length === 0) tell('warning', id, words.anyDomain)
  else if (!allowedDomains.includes(origin)) tell('problem', id, words.otherDomain)

  const page = await fetch(`${url}/embedded/${embeddedId}`, { headers: { referer: `${origin}/` }, redirect: 'manual' })
  await page.body?.cancel()
  if (page.status === 404) tell('problem', id, words.flagOff)
  else if (!mayBeFramed(page.headers, origin)) tell('problem', id, words.frameRefused)

  const rows = { kind: 'courses', courseKeys: ['course-v1:Org+Course+Run'], orgs: ['Org'] } as const
  const learner = { kind: 'learner', actorId: '00000000-0000-0000-0000-000000000000' } as const
  const narrows = (set: (typeof datasets)[number]) =>
    [rows, learner].some((wanted) => !isObstacle(rowClauses(wanted, [set], holdsRowsOfPeople)))
  const wide = datasets.filter((set) => !narrows(set)).map(({ name }) => name)
  if (wide.length > 0) tell('problem', id, words.cannotNarrow, wide.join(', '))

  if (admin === null) return
  const charts = await chartsWithoutQuery(admin, id)
  if (charts.length > 0) tell('problem', id, words.chartsRefused, charts.join(', '))
}

async function examineToken(
  { token, board, id }: { token: string; board: Board; id: string },
  { service, url }: SupersetExamination,
  tell: Tell,
): Promise<void> {
  const before = { problems: 0 }
  const note: Tell = (outcome, subject, said, more) => {
    before.problems++
    tell(outcome, subject, said, more)
  }
  const isPublished = await jwtVerify(token, publishedSecret).then(
    () => true,
    () => false,
  )
  if (isPublished) note('problem', subjects.tokens, words.publishedSecret)
  const { exp = 0, iat = 0 } = decodeJwt(token)
  if (exp - iat > hour) note('warning', subjects.tokens, words.longTokens)
  const bare = await closedToken(service, board, []).catch((failure) => {
    if (codeOf(failure) === supersetRefused) return null
    throw failure
  })
  if (bare !== null) note('warning', subjects.tokens, words.noValidator)
  const opened = await fetch(`${url}/api/v1/dashboard/${encodeURIComponent(id)}`, {
    headers: { 'X-GuestToken': token },
  })
  await opened.body?.cancel()
  if (!opened.ok) note('problem', subjects.tokens, words.guestCannot)
  if (before.problems === 0) tell('ok', subjects.tokens, words.tokensWork)
}

const tokenSchema = z.object({ token: z.string() })

async function closedToken(session: SupersetSession, board: Board, rls: readonly object[]): Promise<string> {
  const { token } = await session.ask({
    method: 'POST',
    path: '/api/v1/security/guest_token/',
    body: {
      user: { username: 'panorama-doctor', first_name: '', last_name: '' },
      resources: [{ type: 'dashboard', id: board.embeddedId }],
      rls,
    },
    shape: tokenSchema,
  })
  return token
}

const codeOf = (failure: unknown) => (failure instanceof PanoramaError ? failure.code : null)

const versionSchema = z.object({ version_string: z.string() })

/** Where it does not say, nothing is held against it: the address may be open to programs alone. */
async function isOld(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/version`).catch(() => null)
  const said = versionSchema.safeParse(await answer?.json().catch(() => null))
  return said.success && Number.parseInt(said.data.version_string, 10) < 6
}

/** `frame-ancestors` wins over `X-Frame-Options` in every browser. */
function mayBeFramed(headers: Headers, origin: string): boolean {
  const policy = headers.get('content-security-policy') ?? ''
  const ancestors = /(?:^|[;,])\s*frame-ancestors([^;,]*)/i.exec(policy)?.[1]
  if (ancestors !== undefined)
    return ancestors
      .trim()
      .split(/\s+/)
      .some((source) => source === origin || source === '*')
  return headers.get('x-frame-options') === null
}

const chartsSchema = z.object({ result: z.array(z.object({ id: z.int(), slice_name: z.string() })) })
const chartSchema = z.object({ result: z.object({ query_context: z.string().nullish() }) })

async function chartsWithoutQuery(admin: SupersetSession, board: string): Promise<string[]> {
  const path = `/api/v1/dashboard/${encodeURIComponent(board)}/charts`
  const { result } = await admin.ask({ path, shape: chartsSchema })
  const lacking: string[] = []
  for (const { id, slice_name } of result) {
    const { result: chart } = await admin.ask({ path: `/api/v1/chart/${id}`, shape: chartSchema })
    if (!chart.query_context) lacking.push(slice_name)
  }
  return lacking
}
