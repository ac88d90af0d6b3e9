import type { Json } from '../events/json.ts'
import { longestLine } from '../events/parse-line.ts'
import { PanoramaError } from '../kernel/errors.ts'
import { Malformed } from './grammar/check.ts'
import { type Received, receive } from './received.ts'

/** What is wrong, and where: `/2/actor/mbox` is in the third statement of a list. */
export interface Problem {
  readonly path: string
  readonly reason: string
}

/** Of a list that is wrong from end to end, so many say enough. */
const problemsTold = 20

/** One or more statements are not as the standard has them: the LRS stores none of what came with them. */
export class RefusedStatements extends PanoramaError {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const [{ path, reason } = { path: '', reason: 'is not well formed' }] = problems
    super('invalid_statement', 400, `What was sent is not as xAPI 1.0.3 has it: ${path || '/'} ${reason}.`, {
      advice:
        'No statement of the request is stored. Mend it and send all of it again; what was sent is in quarantine.',
      exitCode: 65,
    })
    this.problems = problems.slice(0, problemsTold)
  }
}

/** One statement as it was sent, and how it reads. */
export interface SentStatement {
  readonly value: Json
  readonly read: Received | Problem
}

export interface Sent {
  readonly isList: boolean
  readonly statements: readonly SentStatement[]
}

/** Reads statements as they were sent: one, or a list of them. Never throws for what they hold. */
export function readSent(text: string): Sent {
  const value = parsed(text)
  if (value === undefined) {
    return { isList: false, statements: [{ value: text, read: { path: '', reason: 'is not JSON' } }] }
  }
  const isList = Array.isArray(value)
  const values = isList ? (value as readonly Json[]) : [value]
  const ids = new Set<string>()
  const statements = values.map((each, index): SentStatement => {
    const path = isList ? `/${index}` : ''
    const read = readOne(each, path)
    if (isProblem(read)) return { value: each, read }
    if (ids.has(read.id)) return { value: each, read: { path: `${path}/id`, reason: 'is there twice' } }
    ids.add(read.id)
    return { value: each, read }
  })
  return { isList, statements }
}

export function isProblem(read: Received | Problem): read is Problem {
  return 'reason' in read
}

function readOne(value: Json, path: string): Received | Problem {
  try {
    const one = receive(value, path)
    // What is longer is not read from a log either.
    const isLong = JSON.stringify(one.statement).length > longestLine
    return isLong ? { path, reason: `is longer than ${longestLine} characters` } : one
  } catch (cause) {
    if (cause instanceof Malformed) return { path: cause.path, reason: cause.reason }
    throw cause
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
