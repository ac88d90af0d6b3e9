import { text } from './trino.ts'

/** Hive's word for SQL NULL, which `… IS NULL` finds. */
const nullValue = '__HIVE_DEFAULT_PARTITION__'

/** Values that a partition of the catalogue cannot have: Athena takes the first for NULL, too. */
const spelledOut: ReadonlyMap<string, string> = new Map([
  ['', '__EMPTY__'],
  [nullValue, '__TEXT_HIVE_DEFAULT_PARTITION__'],
])

/** The value of a partition column as the catalogue has it: raw, but for those that it cannot have. */
export function catalogueValue(value: string | null): string {
  return value === null ? nullValue : (spelledOut.get(value) ?? value)
}

/**
 * Athena's SQL for the value that a partition column stands for. Without such values it is the column itself, by which Athena
 * leaves partitions out before it looks into them.
 */
export function readPartitionValue(column: string, values: Iterable<string | null>): string {
  const known = new Set(values)
  const cases = [...spelledOut].filter(([value]) => known.has(value))
  if (cases.length === 0) return column
  const words = cases.map(([value, spelled]) => `WHEN ${text(spelled)} THEN ${text(value)}`)
  return `CASE ${column} ${words.join(' ')} ELSE ${column} END`
}
