import type { PlannedValue, TablePlan } from './plan-table.ts'
import type { PartitionKey } from './progress.ts'
import { quoteText } from './quoting.ts'

/**
 * MySQL's expression for the partition of a row, as a text that is exact: to MySQL's own comparison, `Course` and `course` are
 * most often the same, and so are texts with and without spaces behind them. `v` and the value's bytes in hexadecimal, or `n`.
 */
export function keyExpression({ partitions }: TablePlan): string {
  const ids = partitions.map((value) =>
    'expression' in value
      ? `IFNULL(CONCAT('v', HEX(CONVERT(${value.expression} USING utf8mb4))), 'n')`
      : quoteText(idOf(value.constant)),
  )
  return `CONCAT_WS('.', ${ids.join(', ')})`
}

/** The values that such a text stands for. */
export function readKey(text: string): PartitionKey {
  return text.split('.').map((id) => (id === 'n' ? null : Buffer.from(id.slice(1), 'hex').toString()))
}

const idOf = (value: string | null) => (value === null ? 'n' : `v${Buffer.from(value).toString('hex').toUpperCase()}`)

/**
 * A condition that holds for the rows of these partitions and for no others. An index of the first column narrows them down
 * where its comparison leaves none of them out.
 */
export function isInPartitions(plan: TablePlan, keys: readonly PartitionKey[]): string {
  const texts = keys.map((key) => quoteText(key.map(idOf).join('.')))
  const exact = `${keyExpression(plan)} IN (${texts.join(', ')})`
  const [first] = plan.partitions
  return first && isIndexable(first) ? `${about(first.expression, keys)} AND ${exact}` : exact
}

type Indexable = Extract<PlannedValue, { expression: string }>

const isIndexable = (value: PlannedValue): value is Indexable => 'expression' in value && value.isComparable

function about(expression: string, keys: readonly PartitionKey[]): string {
  const values = new Set(keys.map(([value = null]) => value))
  const texts = [...values].filter((value) => value !== null).map(quoteText)
  const conditions = [
    ...(texts.length > 0 ? [`${expression} IN (${texts.join(', ')})`] : []),
    ...(values.has(null) ? [`${expression} IS NULL`] : []),
  ]
  return `(${conditions.join(' OR ')})`
}
