import type { Verb } from '../iris.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Lms } from '../lms.ts'
import { exact } from '../lookup.ts'
import type { Rule, Rules } from '../rule.ts'
import type { Activity, Extensions, Result } from '../statement.ts'
import { ownExtension } from './iris.ts'

/** What an event is about, and how that is said in the documentation. */
export interface Thing {
  readonly about: string
  readonly of: (event: JsonObject, lms: Lms) => Activity
  readonly grouping?: Rule['grouping']
  readonly aboutGrouping?: string
}

/** One line of a family's table: who did what with which thing, and the fields of the payload that go along. */
export interface Row {
  readonly verb: Verb
  readonly thing: Thing
  /** Fields of the payload: codes and numbers, never what somebody wrote. */
  readonly fields: readonly string[]
  readonly more: Pick<Rule, 'learner' | 'result'> & { readonly aboutResult?: string }
}

export function row(verb: Verb, thing: Thing, fields: readonly string[] = [], more: Row['more'] = {}): Row {
  return { verb, thing, fields, more }
}

/** The rules of a family of our own. Each statement carries the name of its event, which tells apart what shares a verb. */
export function ownRules(rows: Readonly<Record<string, Row>>): Rules {
  return Object.fromEntries(Object.entries(rows).map(([name, each]) => [name, ruleOf(name, each)]))
}

function ruleOf(name: string, { verb, thing, fields, more }: Row): Rule {
  const { aboutResult, ...rest } = more
  const told = fields.map((field) => [ownExtension(field), field] as const)
  const aboutFields = ['event', ...fields].map((field) => `\`${field.replaceAll('_', '-')}\``).join(', ')
  return {
    verb,
    object: thing.of,
    ...(thing.grouping && { grouping: thing.grouping }),
    ...rest,
    extensions: (event): Extensions => ({
      [ownExtension('event')]: name,
      ...Object.fromEntries(told.map(([iri, field]) => [iri, codeOf(exact(event, 'data', field))])),
    }),
    isOurs: true,
    about: {
      object: thing.about,
      ...(aboutResult && { result: aboutResult }),
      context: [...(thing.aboutGrouping ? [thing.aboutGrouping] : []), `extensions ${aboutFields}`].join('; '),
    },
  }
}

/** A text without white space or an `@` that is none of a usage key's. */
const codePattern = /^(?:[\w.:+/~%-]{1,200}|(?:ccx-)?block-v\d+:[\w.:+~@-]{1,200})$/

/** A number, a truth value, or a text that is a code. Anything else may be somebody's own words, or address. */
function codeOf(value: Json | undefined): Json | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return typeof value === 'string' && codePattern.test(value) ? value : undefined
}

/** A score by points, for results. */
export function scoreOf(raw: number, max: number): Result {
  return { score: { scaled: max > 0 ? raw / max : 0, raw, min: 0, max } }
}
