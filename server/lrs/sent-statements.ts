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

/** One or more statements are not as the standard has them: none of what came with them is stored, all of it is kept aside. */
export class RefusedStatements extends PanoramaError {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    const [{ path, reason } = { path: '', reason: 'is not well formed' }] = problems
    super('invalid_statement', 400, `What was sent is not as xAPI 1.0.3 has it: ${path || '/'} ${reason}.`, {
      advice:
        'Nothing of it is stored; all of it is kept in quarantine. Mend it, or take in the rest: panorama lrs resend.',
      exitCode: 65,
    })
    this.problems = problems
  }
}

/** What was sent, looked at statement by statement. */
export interface Sent {
  readonly isList: boolean
  readonly values: readonly Json[]
  readonly received: readonly Received[]
  readonly problems: Problem[]
}

/** Reads statements as they were sent: one, or a list of them. Never throws for what they hold. */
export function readSent(text: string): Sent {
  const value = parsed(text)
  if (value === undefined)
    return { isList: false, values: [], received: [], problems: [{ path: '', reason: 'is not JSON' }] }
  const isList = Array.isArray(value)
  const values = isList ? (value as readonly Json[]) : [value]
  const received: Received[] = []
  const problems: Problem[] = []
  const ids = new Set<string>()
  for (const [index, each] of values.entries()) {
    const path = isList ? `/${index}` : ''
    const one = readOne(each, path)
    if ('reason' in one) problems.push(one)
    else if (ids.has(one.id)) problems.push({ path: `${path}/id`, reason: 'is there twice' })
    else {
      ids.add(one.id)
      received.push(one)
    }
  }
  return { isList, values, received, problems }
}

export function readOne(value: Json, path = ''): Received | Problem {
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
