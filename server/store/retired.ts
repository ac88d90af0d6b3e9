import type { DataSet } from '../contract/scope.ts'
import type { Database } from './database.ts'
import { type Retired, retiredOf } from './retired-list.ts'
import type { Store } from './store.ts'

/** The list only grows, so that what was read stays, and looking for news is looking behind the newest. */
export function retired(database: Database): Pick<Store, 'retired'> {
  let key: string | undefined
  const known = new Map<DataSet, { newest: number; retired: Retired }>()

  async function keyOfMarks(): Promise<string> {
    const { rows } = await database.execute('SELECT key FROM retirement_key')
    return String(rows[0]?.key)
  }

  return {
    async retired(dataSet) {
      key ??= await keyOfMarks()
      const before = known.get(dataSet) ?? { newest: 0, retired: retiredOf({ key, marks: [] }) }
      // Kept even when it is empty: whoever holds the answer takes another object for news.
      known.set(dataSet, before)
      const { rows } = await database.execute({
        sql: 'SELECT place, mark FROM retired_marks WHERE data_set = ? AND place > ? ORDER BY place',
        args: [dataSet, before.newest],
      })
      if (rows.length > 0) {
        const marks = [...before.retired.list.marks, ...rows.map(({ mark }) => String(mark))]
        known.set(dataSet, { newest: Number(rows.at(-1)?.place), retired: retiredOf({ key, marks }) })
      }
      return known.get(dataSet)!.retired
    },
  }
}
