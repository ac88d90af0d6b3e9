import type { Engine } from '../../warehouse/engine.ts'
import type { PersonKey } from './column-facts.ts'
import { hmac, hmacKeys, layKeys, scratchTable } from './keyed-hash.ts'
import type { PlannedColumn } from './plan.ts'

/** Who was retired, as the store keeps it (`server/store/retired-list.ts`): HMAC-SHA-256 of what they were known by. */
export interface RetiredMarks {
  /** Of the HMAC, hexadecimal. */
  readonly key: string
  /** Base64url. */
  readonly marks: readonly string[]
}

const marksTable = scratchTable('retired')
const keys = scratchTable('retired_keys')

/** Puts who was retired into the scratch engine. */
export async function layRetired(engine: Engine, { key, marks }: RetiredMarks): Promise<void> {
  await layKeys(engine, keys, hmacKeys(Buffer.from(key, 'hex')))
  await engine.command({
    name: 'guard',
    sql: `CREATE OR REPLACE TABLE ${marksTable} (mark String) ENGINE = MergeTree ORDER BY mark`,
  })
  const lines = marks.map((mark) => Buffer.from(mark, 'base64url').toString('hex')).join('\n')
  await engine.insert(marksTable, ['mark'], 'TabSeparated', Buffer.from(`${lines}\n`))
}

/** True for the rows of a table that are of somebody who was retired. Undefined: no column tells whose a row is. */
export function isOfRetired(plan: readonly PlannedColumn[], quoted: (name: string) => string): string | undefined {
  const conditions = plan.flatMap(({ name, facts: { names, isWhose }, leaves }) =>
    names !== undefined && isWhose && leaves !== 'empty' && leaves !== 'never' ? [isRetired(names, quoted(name))] : [],
  )
  return conditions.length > 0 ? conditions.join(' OR ') : undefined
}

/** Whether a column names somebody who was retired. @param column quoted; Nullable(String) */
export function isRetired(names: PersonKey, column: string): string {
  const word = wordOf(names, `assumeNotNull(${column})`)
  if (word === undefined) return '0'
  return `(${column} IS NOT NULL AND ${hmac(keys, word)} IN (SELECT unhex(mark) FROM ${marksTable}))`
}

/** What is hashed, as `retired-list.ts` has it. The id that somebody has in one course alone is on no list. */
function wordOf(names: PersonKey, value: string): string | undefined {
  switch (names) {
    case 'userId':
      return `concat('user ', ${value})`
    case 'username':
      return `concat('username ', lowerUTF8(${value}))`
    case 'mail':
      return `concat('actor mailto:', lowerUTF8(${value}))`
    case 'externalId':
      return `concat('actor ', lower(${withHyphens(value)}))`
    case 'anonymousId':
      return undefined
  }
}

/** MySQL keeps a UUID without hyphens. */
const withHyphens = (value: string) =>
  String.raw`replaceRegexpOne(${value}, '^(.{8})-?(.{4})-?(.{4})-?(.{4})-?(.{12})$', '\\1-\\2-\\3-\\4-\\5')`
