import { verbs } from '../events/iris.ts'
import type { Agent } from '../events/statement.ts'
import { secondStatementId, statementId } from '../events/statement-id.ts'
import { uuid5, uuidBytes } from '../kernel/ids.ts'
import type { StatementRow } from './batch.ts'
import { timeTexts } from './time-texts.ts'

/** A row of the raw table. */
export interface StoredStatement {
  readonly id: string
  /** Seconds since 1970 with six decimals. */
  readonly unix: string
  /** JSON. */
  readonly event: string
}

export interface Readdressed {
  readonly was: StoredStatement
  readonly row: StatementRow
  /**
   * - `first`: it had the id that its event makes, and has the one that it makes for the other actor.
   * - `second`: that id was taken by a statement about another object; it may be again.
   * - `unknown`: nobody can tell from what its id was made. Its new one is made from the old, the same each time.
   */
  readonly id: 'first' | 'second' | 'unknown'
  /** The id of the whole of which it is a part, as it was. */
  readonly partOf: string | undefined
}

/** As much of a statement as its id is made of; what others wrote may lack any of it. */
interface Told {
  readonly actor?: { readonly account?: { readonly homePage?: string } }
  readonly verb?: { readonly id?: string; readonly display?: { readonly en?: string } }
  readonly object?: { readonly id?: string }
  readonly timestamp?: string
  readonly context?: { readonly statement?: { readonly id?: string } }
}

/** The statement as its event would have made it for another actor: letter for letter, and with that id. */
export function readdressed(was: StoredStatement, from: string, to: string): Readdressed {
  const told = JSON.parse(was.event) as Told
  const { id, kind } = newId(was, told, from, to)
  const event = was.event.replaceAll(from, to).replaceAll(was.id, id)
  const row = { id, objectId: told.object?.id ?? '', unix: was.unix, event: Buffer.from(event) }
  return { was, row, id: kind, partOf: told.context?.statement?.id }
}

function newId(
  { id, unix }: StoredStatement,
  told: Told,
  from: string,
  to: string,
): { readonly id: string; readonly kind: Readdressed['id'] } {
  const { timestamp, object } = told
  const verb = ownVerb(told)
  const homePage = told.actor?.account?.homePage
  if (verb && timestamp !== undefined && homePage !== undefined) {
    const before = agent(from, homePage)
    const after = agent(to, homePage)
    for (const part of partsNamed(told)) {
      for (const time of timeTexts(timestamp, unix)) {
        const first = statementId(verb, before, time, part)
        if (first === id) return { id: statementId(verb, after, time, part), kind: 'first' }
        if (secondStatementId(first, object?.id ?? '') === id)
          return { id: statementId(verb, after, time, part), kind: 'second' }
      }
    }
  }
  return { id: uuid5(uuidBytes(id), to), kind: 'unknown' }
}

const verbsById = new Map(Object.values(verbs).map((verb) => [verb.id, verb]))

/** Undefined for a verb that our mapping does not use, or not in these words, which go into the id. */
function ownVerb({ verb }: Told) {
  const own = verbsById.get(verb?.id ?? '')
  return own?.display.en === verb?.display?.en ? own : undefined
}

const agent = (name: string, homePage: string): Agent => ({ objectType: 'Agent', account: { name, homePage } })

/** The ids that a question of a problem may have had in its event; its usage key ends with it (see `problem-check.ts`). */
function partsNamed({ context, object }: Told): (string | undefined)[] {
  if (context?.statement === undefined) return [undefined]
  const key = object?.id?.split('/xblock/')[1] ?? ''
  const old = /^i4x:\/\/([^/]+)\/([^/]+)\/problem\/(.*)$/.exec(key)
  if (!old) return [key.slice(key.lastIndexOf('@') + 1)]
  const [, org, course, name] = old
  return [name, `${`i4x-${org}-${course}-problem-`.replace(/[^\w-]/g, '_')}${name}`]
}
