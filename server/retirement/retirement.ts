import { setTimeout } from 'node:timers/promises'
import type { Certificate, PersonAskedFor, RetiredRows } from '../contract/retirement.ts'
import type { DataSet } from '../contract/scope.ts'
import { moveActors } from '../ingest/move-actors.ts'
import type { Clock } from '../kernel/clock.ts'
import { unavailable } from '../kernel/errors.ts'
import { inTurn } from '../kernel/in-turn.ts'
import type { Store } from '../store/store.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { withLeaving } from '../warehouse/leaving-people.ts'
import { tablesOf } from '../warehouse/tables.ts'
import { erase } from './erase.ts'
import { identify } from './identify.ts'
import { type Found, lookFor } from './look-for.ts'
import { actorsOf, marksOf, type Person } from './person.ts'
import { withoutTraces } from './without-traces.ts'

export interface RetirementOptions {
  readonly warehouse: Warehouse
  readonly store: Pick<Store, 'addRetired' | 'standInOf' | 'forgetUsernames' | 'recordRetirement' | 'retirements'>
  readonly clock: Clock
  /** Root URL of the LMS without a trailing slash. */
  readonly lmsUrl: string
}

export interface RetirementRequest {
  readonly person: PersonAskedFor
  readonly dataSet: DataSet
  /** Statements stay, under an id that leads back to nobody. */
  readonly keepFigures: boolean
  /** Who asks for it. */
  readonly by: string
  readonly requestId?: string
}

/** Retires people: what there is of them goes, and does not come back. */
export interface Retirement {
  /**
   * Retires one person. Somebody unknown, or retired before, is retired again: nothing is found, and that is no failure.
   * Ended anywhere, doing it again completes it.
   * @returns the certificate, which is kept
   * @throws PanoramaError `conflict` when what is given belongs to more than one person; `unavailable` when something of the
   *   person kept coming in meanwhile: the certificate says how much is left
   */
  retire(request: RetirementRequest): Promise<Certificate>
  /** Finds what there is of a person, and changes nothing. */
  look(person: PersonAskedFor, dataSet: DataSet): Promise<Found>
  /** The certificates, newest first. */
  list(): Promise<Certificate[]>
}

/** Something that was under way elsewhere when the person was put on the list may come in; then once more. */
const mostRounds = 3

/** How long a batch that another process had begun by then may take to be written. */
const patienceMs = 3_000

/** Certificates of a list. */
const mostListed = 200

export function createRetirement({ warehouse, store, clock, lmsUrl }: RetirementOptions): Retirement {
  const { engine } = warehouse

  const look = (person: Person, dataSet: DataSet) => {
    const tables = tablesOf(warehouse.databases, dataSet)
    return withLeaving(engine, tables, (batch) => lookFor(engine, tables, batch, person, lmsUrl))
  }

  async function goThrough(person: Person, { dataSet }: RetirementRequest, standIn: string | undefined) {
    const tables = tablesOf(warehouse.databases, dataSet)
    return withLeaving(engine, tables, async (batch) => {
      const { rows } = await lookFor(engine, tables, batch, person, lmsUrl)
      const pseudonyms = [...actorsOf(person, lmsUrl)].filter((actor) => isPseudonym(actor))
      const { moved, duplicates } =
        standIn === undefined
          ? { moved: 0, duplicates: 0 }
          : await moveActors(
              { engine, tables, clock },
              new Map(pseudonyms.map((actor) => [actor, standIn])),
              'for good',
              withoutTraces,
            )
      await erase(warehouse, dataSet, batch)
      return { rows, moved: moved + duplicates }
    })
  }

  async function retire(request: RetirementRequest): Promise<Certificate> {
    const { dataSet, keepFigures, by, requestId } = request
    const tables = tablesOf(warehouse.databases, dataSet)
    const person = await identify(engine, tables, request.person)
    const marks = marksOf(person, lmsUrl)
    await store.addRetired(dataSet, marks)
    // Whoever was writing by then has written: from now on nobody lets the person in.
    await inTurn(engine, `write ${tables.rawStatements}`, async () => undefined)
    const standIn = keepFigures ? await store.standInOf(dataSet, marks) : undefined
    const total = new Map<string, RetiredRows>()
    let left: Found
    let rounds = 0
    do {
      const { rows, moved } = await goThrough(person, request, standIn)
      addRows(total, rows, { [tables.rawStatements]: moved, [tables.statements]: moved })
      // Another process has a line of its own to write in.
      if (engine.kind === 'remote') await setTimeout(patienceMs)
      left = await look(person, dataSet)
      rounds += 1
    } while (left.rowsLeft > 0 && rounds < mostRounds)
    for (const { table, rows } of await store.forgetUsernames([...person.usernames])) {
      addRows(total, new Map([[`store.${table}`, rows]]), {})
    }
    const at = clock.now().toISOString()
    const certificate = await store.recordRetirement(
      {
        at,
        dataSet,
        requestedBy: by,
        how: keepFigures ? 'pseudonymised' : 'erased',
        knownBy: left.knownBy,
        tables: [...total.values()],
        verification: { at, columns: left.columns, rowsLeft: left.rowsLeft },
      },
      { standIn: left.rowsLeft === 0 ? standIn : undefined, requestId },
    )
    if (left.rowsLeft > 0) {
      throw unavailable(`${left.rowsLeft} rows of the person came in while they were retired.`, {
        advice: `Ask again. Certificate ${certificate.id} says what was erased so far.`,
      })
    }
    return certificate
  }

  return {
    // Nor may others move statements from one of the person's ids to another meanwhile.
    retire: (request) => inTurn(engine, `reconcile ${request.dataSet}`, () => retire(request)),
    async look(asked, dataSet) {
      const person = await identify(engine, tablesOf(warehouse.databases, dataSet), asked)
      return look(person, dataSet)
    },
    list: () => store.retirements(mostListed),
  }
}

/** Other ids of actors may be part of a text that is about something else. */
const isPseudonym = (actor: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(actor)

function addRows(
  total: Map<string, RetiredRows>,
  rows: ReadonlyMap<string, number>,
  moved: Readonly<Record<string, number>>,
): void {
  for (const [table, found] of rows) {
    const before = total.get(table) ?? { table, found: 0, erased: 0, pseudonymised: 0 }
    const pseudonymised = Math.min(found, moved[table] ?? 0)
    total.set(table, {
      table,
      found: before.found + found,
      erased: before.erased + found - pseudonymised,
      pseudonymised: before.pseudonymised + pseudonymised,
    })
  }
}
