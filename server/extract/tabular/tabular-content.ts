/** A file or a sheet that is a table: one row of names, then rows. */
export interface TabularContent {
  /** A name for each column, trimmed; empty where it has none. */
  readonly header: readonly string[]
  /** Texts by column, as many as the header has; null where there is nothing. */
  readonly rows: AsyncIterable<readonly (string | null)[]>
  /** Sentences about what was read; complete once all rows were taken. */
  warnings(): readonly string[]
  /** Call it in any case, also when no rows were taken. */
  close(): Promise<void>
}

const examples = 10

/** Rows that were left out or changed, by their number in the file, told in one sentence. */
export function createRowNotes(unit: 'line' | 'row') {
  const numbers: number[] = []
  let total = 0
  return {
    add(number: number) {
      total += 1
      if (numbers.length < examples) numbers.push(number)
    },
    /** @param what is said of them: `have more or fewer fields than the header and were left out` */
    tell(what: string): string[] {
      if (total === 0) return []
      const more = total > numbers.length ? ` and ${total - numbers.length} more` : ''
      return [`${total === 1 ? 'One row' : `${total} rows`}: ${what} (${unit} ${numbers.join(', ')}${more}).`]
    },
  }
}
