const candidates = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof candidates)[number]

/** Records that are looked at. */
const enough = 50

/**
 * What parts the fields of a CSV file: of comma, semicolon, tab and bar the one that parts the first records, the header above all,
 * into the same number of fields. A comma, where none does.
 * @param beginning of the file
 */
export function sniffDelimiter(beginning: string): Delimiter {
  const scores = candidates.map((delimiter) => ({ delimiter, score: scoreOf(countsOf(beginning, delimiter)) }))
  const best = scores.reduce((winner, candidate) => (candidate.score > winner.score ? candidate : winner))
  return best.score > 0 ? best.delimiter : ','
}

/** How many of it stand outside of quotes in each of the first records. The last may be cut off, unless it is the only one. */
function countsOf(text: string, delimiter: string): number[] {
  const counts: number[] = []
  let count = 0
  let isQuoted = false
  let isEmpty = true
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    if ((character === '\n' || character === '\r') && !isQuoted) {
      if (!isEmpty) counts.push(count)
      if (counts.length === enough) return counts
      count = 0
      isEmpty = true
      continue
    }
    isEmpty = false
    if (character === delimiter && !isQuoted) count += 1
  }
  return counts.length > 0 ? counts : [count]
}

/** The share of records that have as many as the header; among equals, more fields win. */
function scoreOf([inHeader = 0, ...others]: readonly number[]): number {
  if (inHeader === 0) return 0
  const same = others.filter((count) => count === inHeader).length
  return (1 + same) / (1 + others.length) + inHeader / 10_000
}
