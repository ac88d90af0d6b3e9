import type { TableName } from '../tables.ts'

/** Work that fills a table from others. */
interface Step {
  readonly table: TableName
  /** The tables that must be filled before, of those that come before it in the list. */
  readonly reads: readonly TableName[]
  readonly run: () => Promise<void>
}

/**
 * Takes steps side by side, each as soon as those that it reads are done, and returns when none runs any more.
 * @throws the first failure, by the order of the list; what waits for a step that failed is not begun
 */
export async function inOrderOfNeed(steps: readonly Step[]): Promise<void> {
  const done = new Map<TableName, Promise<void>>()
  for (const { table, reads, run } of steps) {
    const needed = reads.flatMap((name) => done.get(name) ?? [])
    done.set(table, Promise.all(needed).then(run))
  }
  const failed = (await Promise.allSettled(done.values())).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}
