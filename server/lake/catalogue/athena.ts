import { setTimeout } from 'node:timers/promises'
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetWorkGroupCommand,
  type QueryExecutionStatus,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena'
import { misconfigured, notFound, toolSilent } from '../../kernel/errors.ts'
import { awsFailure, isPassing } from './aws-failure.ts'

export interface Athena {
  /**
   * Runs a statement to its end.
   * @param about the object that it makes, as a person calls it
   * @throws PanoramaError `misconfigured` with Athena's words when it fails, `unavailable` when it does not end in time
   */
  run(sql: string, about: string): Promise<void>
  /**
   * Runs a statement that needs no table.
   * @returns where the workgroup puts results; null: it keeps them itself
   * @throws PanoramaError when the workgroup cannot be used
   */
  tryWorkgroup(): Promise<string | null>
}

export interface Patience {
  /** So long a statement may take. */
  readonly deadlineMs: number
  /** Pauses between two looks: from the first, doubled each time, up to the last. */
  readonly pauseMs: { readonly first: number; readonly last: number }
  /** How often a statement is begun in all, where Athena says that it is worth it. */
  readonly attempts: number
}

export const usualPatience: Patience = {
  deadlineMs: 5 * 60_000,
  pauseMs: { first: 250, last: 5_000 },
  attempts: 3,
}

export function openAthena(
  client: AthenaClient,
  { database, workgroup }: { readonly database: string; readonly workgroup: string },
  {
    patience = usualPatience,
    signal,
  }: { readonly patience?: Patience | undefined; readonly signal?: AbortSignal | undefined } = {},
): Athena {
  async function begin(sql: string, about: string, isInDatabase: boolean): Promise<string> {
    try {
      const { QueryExecutionId } = await client.send(
        new StartQueryExecutionCommand({
          QueryString: sql,
          WorkGroup: workgroup,
          ...(isInDatabase && { QueryExecutionContext: { Database: database, Catalog: 'AwsDataCatalog' } }),
        }),
      )
      return QueryExecutionId!
    } catch (cause) {
      throw beginFailure(cause, about, workgroup)
    }
  }

  /** @throws PanoramaError `unavailable` when the deadline has passed; the statement is stopped then */
  async function ended(id: string, about: string): Promise<QueryExecutionStatus> {
    const until = performance.now() + patience.deadlineMs
    for (let pause = patience.pauseMs.first; ; pause = Math.min(2 * pause, patience.pauseMs.last)) {
      const status = await statusOf(id, about)
      if (status !== null && !['QUEUED', 'RUNNING'].includes(status.State ?? 'QUEUED')) return status
      if (performance.now() > until) {
        await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined)
        throw toolSilent(`${about}: Athena did not end within ${Math.ceil(patience.deadlineMs / 60_000)} minutes.`, {
          advice: `It was stopped. Look whether the workgroup ${workgroup} is busy, and run it again.`,
        })
      }
      await rest(pause)
    }
  }

  /** @throws the reason of the signal when it aborts: the statement runs on, and is begun anew by the next run */
  async function rest(pause: number): Promise<void> {
    await setTimeout(pause, undefined, { ...(signal && { signal }) }).catch(() => undefined)
    signal?.throwIfAborted()
  }

  /** Null when Athena cannot say at the moment: the statement runs on, so it is asked again later. */
  async function statusOf(id: string, about: string): Promise<QueryExecutionStatus | null> {
    try {
      const answer = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }))
      return answer.QueryExecution?.Status ?? null
    } catch (cause) {
      if (isPassing(cause)) return null
      throw awsFailure(cause, about)
    }
  }

  async function run(sql: string, about: string, isInDatabase: boolean): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const status = await ended(await begin(sql, about, isInDatabase), about)
      const { State, StateChangeReason = 'no reason given', AthenaError } = status
      if (State === 'SUCCEEDED') return
      if (State === 'FAILED' && AthenaError?.Retryable === true && attempt < patience.attempts) {
        await rest(patience.pauseMs.first * 2 ** attempt)
        continue
      }
      const what = State === 'CANCELLED' ? 'was cancelled' : 'failed'
      throw misconfigured(`${about}: the statement ${what}. Athena says: ${StateChangeReason}`)
    }
  }

  return {
    run: (sql, about) => run(sql, about, true),

    async tryWorkgroup() {
      const about = `the workgroup ${workgroup}`
      const { WorkGroup } = await client
        .send(new GetWorkGroupCommand({ WorkGroup: workgroup }))
        .catch((cause) => Promise.reject(beginFailure(cause, about, workgroup)))
      if (WorkGroup?.State === 'DISABLED') {
        throw misconfigured(`${about} is disabled.`, { advice: 'Enable it in Athena, or name another one.' })
      }
      await run('SELECT 1', about, false)
      return WorkGroup?.Configuration?.ResultConfiguration?.OutputLocation ?? null
    },
  }
}

function beginFailure(cause: unknown, about: string, workgroup: string) {
  if (cause instanceof Error && cause.name === 'InvalidRequestException') {
    if (/output location/i.test(cause.message)) {
      return misconfigured(`${about}: the workgroup ${workgroup} has no place for results.`, {
        advice: 'Give it a location for query results in Athena.',
        cause,
      })
    }
    if (/work ?group/i.test(cause.message)) {
      return notFound(`${about}: there is no workgroup ${workgroup}.`, {
        advice: 'Make it in Athena, or correct datalake_workgroup and aws_region in the settings file.',
        cause,
      })
    }
    return misconfigured(`${about}: Athena does not take the statement. It says: ${cause.message}`, { cause })
  }
  return awsFailure(cause, about)
}
