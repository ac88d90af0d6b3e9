import { decodeJwt } from 'jose'
import { z } from 'zod'
import type { EmbedProvider, EmbedRequest, RowsOf } from '../../access/embed-provider.ts'
import { rowsOfCourse } from '../../access/rows.ts'
import type { Embed } from '../../contract/embed.ts'
import type { Locale } from '../../contract/text.ts'
import type { Clock } from '../../kernel/clock.ts'
import { PanoramaError } from '../../kernel/errors.ts'
import { type Board, readBoard } from './board.ts'
import { preselection } from './preselection.ts'
import { type BoardRows, isObstacle, type Obstacle, type RowClause, rowClauses } from './row-clauses.ts'
import { supersetRefusals } from './superset-refusals.ts'
import { type SupersetSession, supersetRefused } from './superset-session.ts'

/** For how long what Superset said of a dashboard is believed. */
const boardHoldsMs = 60_000

/** A guest token of Superset's that does not say when it ends is taken for one of its default length. */
const tokenSeconds = 300

export interface SupersetProviderParts {
  readonly session: SupersetSession
  /** Superset as browsers reach it. */
  readonly url: string
  readonly clock: Clock
  /** The pseudonym of a learner in the data that Superset reads. */
  readonly actorOf: (userId: number) => Promise<string>
}

/** Shows dashboards of Superset to guests who carry a token for that one dashboard and their own rows. */
export function createSupersetProvider({ session, url, clock, actorOf }: SupersetProviderParts): EmbedProvider {
  const boards = new Map<string, { readonly board: Promise<Board>; readonly until: number }>()

  /** Asked once, however many wait for it; what failed is asked anew. */
  function boardOf(providerId: string, locale: Locale): Promise<Board> {
    const key = `${locale} ${providerId}`
    const now = clock.now().getTime()
    const known = boards.get(key)
    if (known && now < known.until) return known.board
    const board = readVariant(session, providerId, locale)
    boards.set(key, { board, until: now + boardHoldsMs })
    board.catch(() => boards.delete(key))
    return board
  }

  function clausesFor(
    board: Board,
    { dashboard, locale, context }: EmbedRequest,
    rows: BoardRows,
  ): readonly RowClause[] {
    const refuse = supersetRefusals[locale]
    const clausesOf = (wanted: BoardRows) => rowClauses(wanted, board.datasets, dashboard.holdsRowsOfPeople)
    const all = clausesOf(rows)
    // Somebody with very many courses is shown the one that the page is about.
    const one = isObstacle(all) && all.kind === 'too-long' ? ofPage(rows, context.courseKey) : null
    const clauses = one ? clausesOf(one) : all
    if (!isObstacle(clauses)) return clauses
    throw clauses.kind === 'too-long' ? refuse.tooManyCourses() : refuse.cannotNarrow(new Error(whyNot(clauses)))
  }

  async function tokenFor(board: Board, { viewer, signal }: EmbedRequest, rls: readonly RowClause[]): Promise<string> {
    const { token } = await session.ask({
      method: 'POST',
      path: '/api/v1/security/guest_token/',
      body: {
        // A number is enough to tell people apart in Superset's log, and says to nobody else who they are.
        user: { username: `panorama-${viewer.userId}`, first_name: '', last_name: '' },
        resources: [{ type: 'dashboard', id: board.embeddedId }],
        rls,
      },
      shape: tokenSchema,
      ...(signal && { signal }),
    })
    return token
  }

  async function grant(request: EmbedRequest, rows: BoardRows) {
    const { dashboard, locale, signal } = request
    const told = (failure: unknown) => {
      signal?.throwIfAborted()
      return inWords(failure, locale)
    }
    const find = () =>
      boardOf(dashboard.providerId, locale).catch((failure) => {
        throw told(failure)
      })
    const board = await find()
    const clauses = clausesFor(board, request, rows)
    try {
      return { board, token: await tokenFor(board, request, clauses) }
    } catch (failure) {
      if (codeOf(failure) !== supersetRefused) throw told(failure)
    }
    // Imported anew, it is embedded under another UUID and its data sets have other numbers.
    boards.delete(`${locale} ${dashboard.providerId}`)
    const anew = await find()
    const token = tokenFor(anew, request, clausesFor(anew, request, rows))
    return {
      board: anew,
      token: await token.catch((failure) => {
        throw told(failure)
      }),
    }
  }

  return {
    provider: 'superset',
    takesGuests: true,
    async embed(request) {
      const { identity, locale, context } = request
      if (identity.kind !== 'guest') throw supersetRefusals[locale].notForGuests()
      const rows = await inColumns(identity.rows, actorOf)
      const { board, token } = await grant(request, rows)
      return embedOf(url, board, token, context, clock)
    },
  }
}

async function inColumns(rows: RowsOf, actorOf: (userId: number) => Promise<string>): Promise<BoardRows> {
  if (rows.kind !== 'learner') return rows
  const { userId, within } = rows
  return { kind: 'learner', actorId: await actorOf(userId), ...(within && { within }) }
}

const codeOf = (failure: unknown) => (failure instanceof PanoramaError ? failure.code : null)

const tokenSchema = z.object({ token: z.string() })

/** The variant in the reader's language where there is one: its slug ends in `-es`. */
async function readVariant(session: SupersetSession, providerId: string, locale: Locale): Promise<Board> {
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(providerId)
  if (isUuid) return readBoard(session, providerId)
  return readBoard(session, `${providerId}-${locale}`).catch((failure) => {
    if (codeOf(failure) !== 'not_found') throw failure
    return readBoard(session, providerId)
  })
}

function ofPage(rows: BoardRows, courseKey: string | undefined): BoardRows | null {
  return rows.kind === 'learner' || courseKey === undefined ? null : (rowsOfCourse(rows, courseKey) as BoardRows | null)
}

/** For the log: it names columns and data sets, and nobody. */
function whyNot(obstacle: Exclude<Obstacle, { kind: 'too-long' }>): string {
  return obstacle.kind === 'no-column'
    ? `The data set ${obstacle.dataset} has no column ${obstacle.column}.`
    : `A value for ${obstacle.column} is none that an LMS gives.`
}

function embedOf(url: string, board: Board, token: string, context: EmbedRequest['context'], clock: Clock): Embed {
  const urlParams = preselection(board.filters, context)
  return {
    provider: 'superset',
    origin: url,
    embeddedId: board.embeddedId,
    token,
    expiresAt: endOf(token, clock).toISOString(),
    ...(urlParams && { urlParams }),
  }
}

function endOf(token: string, clock: Clock): Date {
  const end = decodeJwt(token).exp
  return end === undefined ? new Date(clock.now().getTime() + tokenSeconds * 1000) : new Date(end * 1000)
}

/** What Superset did, as whoever looks should read it. */
function inWords(failure: unknown, locale: Locale): unknown {
  const refuse = supersetRefusals[locale]
  const code = codeOf(failure)
  if (code === null) return failure
  if (code === 'unavailable') return refuse.silent(failure)
  if (code === 'not_found') return refuse.noSuchDashboard(failure)
  if (code === 'too_many_requests') return refuse.busy(failure)
  return refuse.refusesUs(failure)
}
