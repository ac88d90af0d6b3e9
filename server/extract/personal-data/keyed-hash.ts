import { createHmac } from 'node:crypto'
import type { Engine } from '../../warehouse/engine.ts'

/**
 * Keyed hashes as SQL of the scratch engine. Keys lie in tables of one row, for as long as a run lasts: in the text of a query they
 * might be quoted by an error.
 */

/** Where what only a run knows of people lies in its scratch engine. */
const database = 'personal_data'

/** @returns the qualified name of a table of that database */
export const scratchTable = (name: string) => `${database}.${name}`

export async function makeScratchDatabase(engine: Engine): Promise<void> {
  await engine.command({ name: 'guard', sql: `CREATE DATABASE IF NOT EXISTS ${database}` })
}

/** Makes a table of one row. */
export async function layKeys(engine: Engine, table: string, keys: Readonly<Record<string, Buffer>>): Promise<void> {
  const names = Object.keys(keys)
  const columns = names.map((name) => `${name} String`).join(', ')
  await engine.command({
    name: 'guard',
    sql: `CREATE OR REPLACE TABLE ${table} (${columns}) ENGINE = MergeTree ORDER BY tuple()`,
  })
  const row = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key.toString('hex')]))
  await engine.insert(table, names, 'JSONEachRow', Buffer.from(JSON.stringify(row)))
}

/** The bytes of one of the keys. */
export const keyIn = (table: string, name: string) => `assumeNotNull((SELECT unhex(${name}) FROM ${table}))`

/** A key for one purpose, made from another. */
export const derivedKey = (key: string, purpose: string) => createHmac('sha256', key).update(purpose).digest()

/** The two blocks that HMAC (RFC 2104) puts before a text and before its hash. */
export function hmacKeys(key: Buffer): { readonly inner: Buffer; readonly outer: Buffer } {
  const block = Buffer.concat([key], 64)
  return { inner: Buffer.from(block.map((byte) => byte ^ 0x36)), outer: Buffer.from(block.map((byte) => byte ^ 0x5c)) }
}

/**
 * HMAC-SHA-256 of a text, 32 bytes, under the `hmacKeys` in a table. The engine has a function of that name, which is six times as
 * slow.
 */
export const hmac = (table: string, text: string) =>
  `SHA256(concat(${keyIn(table, 'outer')}, SHA256(concat(${keyIn(table, 'inner')}, ${text}))))`
