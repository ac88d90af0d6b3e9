/** Values of columns by name. */
type Row = Readonly<Record<string, string | null>>

/**
 * What an expression of Athena's (Trino) gives for a row, as far as texts are concerned: `replace`, `nullif`, `chr`, texts in single
 * quotes (in which a backslash is a character like any other) and columns in double ones.
 * @throws Error for anything else
 */
export function athenaText(expression: string, row: Row): string | null {
  const words = expression.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[a-z_]+|\d+|[^\s]/g) ?? []
  let at = 0
  const take = (expected?: string) => {
    const word = words[at++]
    if (word === undefined || (expected !== undefined && word !== expected)) throw new Error(`Unexpected ${word}`)
    return word
  }

  function value(): string | null {
    const word = take()
    if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'")
    if (word.startsWith('"')) return row[word.slice(1, -1).replaceAll('""', '"')] ?? null
    if (/^\d+$/.test(word)) return word
    const given: (string | null)[] = []
    for (let next = take('('); next !== ')'; next = take(words[at] === ')' ? ')' : ',')) given.push(value())
    return call(word, given)
  }

  return value()
}

function call(name: string, given: readonly (string | null)[]): string | null {
  const [text, second, third] = given
  if (name === 'nullif') return text === second ? null : text!
  if (given.includes(null)) return null
  if (name === 'chr') return String.fromCodePoint(Number(text))
  if (name === 'replace') return text!.replaceAll(second!, () => third!)
  throw new Error(`${name} is no function that is known here.`)
}
