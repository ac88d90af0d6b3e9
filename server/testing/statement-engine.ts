import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface RawPart {
  readonly values: readonly string[]
  /** Of a CSV file. */
  readonly rows?: readonly (readonly (string | null)[])[]
  /** Paths of Parquet files. */
  readonly files?: readonly string[]
}

/** Runs Athena's SQL over tables that are put into it. */
export interface StatementEngine {
  fill(table: {
    readonly database: string
    readonly name: string
    readonly columns: readonly { readonly name: string; readonly type: string }[]
    readonly partition_columns: readonly string[]
    readonly parts: readonly RawPart[]
  }): Promise<void>
  /** @throws Error with what is wrong with the statement */
  run(sql: string): Promise<{ names: string[]; types: string[]; rows: (string | null)[][] }>
  stop(): Promise<void>
}

/** @param environment the folder of moto's environment, which has DuckDB and SQLGlot as well */
export function startStatementEngine(environment: string): StatementEngine {
  const child = spawn(join(environment, 'bin', 'python'), ['server/launch/moto/run-statements.py'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let last: Promise<unknown> = Promise.resolve()

  function ask(request: object): Promise<unknown> {
    const answer = last.then(async () => {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const told = JSON.parse((await lines.next()).value as string)
      if (told?.error !== undefined) throw new Error(told.error)
      return told
    })
    last = answer.catch(() => undefined)
    return answer
  }

  return {
    fill: async (table) => {
      await ask({ fill: table })
    },
    run: (sql) => ask({ run: sql }) as ReturnType<StatementEngine['run']>,
    async stop() {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}
