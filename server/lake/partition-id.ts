import { identifier } from './identifier.ts'

/** The value of each column that parts a table; null for SQL NULL. */
export type Partition = Readonly<Record<string, string | null>>

/** A file system takes 255 bytes in the name of a folder or file. */
const longestName = 200

/**
 * ClickHouse's expression for a path that stands for the values of columns and holds nothing but letters, digits, dots and slashes:
 * a value may hold anything, and be longer than the name of a file.
 */
export function partitionIdExpression(columns: readonly string[]): string {
  const ids = columns.map((column) => `ifNull(concat('v', lower(hex(${identifier(column)}))), 'n')`)
  const id = ids.length === 1 ? ids[0]! : `concat(${ids.join(", '.', ")})`
  return `if(length(${id}) <= ${longestName}, ${id}, arrayStringConcat(extractAll(${id}, '.{1,${longestName}}'), '/'))`
}

/** The values that an id stands for. */
export function partitionOfId(id: string, columns: readonly string[]): Partition {
  const texts = id.replaceAll('/', '').split('.')
  return Object.fromEntries(
    columns.map((column, index) => {
      const text = texts[index]!
      return [column, text === 'n' ? null : Buffer.from(text.slice(1), 'hex').toString()]
    }),
  )
}
