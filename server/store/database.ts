import type { Client, InStatement, ResultSet } from '@libsql/client'
import { PanoramaError, unavailable } from '../kernel/errors.ts'

/** What the store's tables are read and written with; it fails with `unavailable`, never with a driver's error. */
export interface Database {
  execute(statement: InStatement): Promise<ResultSet>
  /** All as of one moment. */
  readTogether(statements: InStatement[]): Promise<ResultSet[]>
  /** All of the statements or none. */
  writeTogether(statements: InStatement[]): Promise<ResultSet[]>
}

export function databaseOn(client: Client): Database {
  return {
    execute: (statement) => orUnavailable(client.execute(statement)),
    readTogether: (statements) => orUnavailable(client.batch(statements, 'read')),
    writeTogether: (statements) => orUnavailable(client.batch(statements, 'write')),
  }
}

/** Turns a failure of the driver or the disk into one that a person can read; its own text may quote values and stays the cause. */
export async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (cause instanceof PanoramaError) throw cause
    throw unavailable('The store of settings does not answer.', {
      advice: 'Check that the data directory (or the libSQL server) can be reached and written to.',
      cause,
    })
  }
}
