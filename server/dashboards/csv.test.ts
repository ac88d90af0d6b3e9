import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Column } from '../contract/dashboard.ts'
import { toCsv } from './csv.ts'

const column = (key: string, label: string): Column => ({ key, label, type: 'text', gap: 'break' })

test('rows become lines headed by labels, with quotes only where they are needed', () => {
  const csv = toCsv(
    {
      columns: [column('name', 'Name, full'), column('share', 'Part'), column('solved', 'Solved')],
      rows: [
        { name: 'A "good" one', share: 0.1234567, solved: true, hidden: 'never' },
        { name: 'two\nlines', share: null, solved: false },
        { name: 'مقدمة', share: -1.5, solved: null },
      ],
    },
    'es',
  )
  expect(csv).toBe(
    '"Name, full",Part,Solved\r\n' + '"A ""good"" one",0.1234567,sí\r\n' + '"two\nlines",,no\r\n' + 'مقدمة,-1.5,\r\n',
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("https://evil.example","x")'])(
  'the text %j is no formula in a spreadsheet',
  (text) => {
    const [, line] = toCsv({ columns: [column('name', 'Name')], rows: [{ name: text }] }, 'en').split(/\r\n/)
    expect(line).toMatch(/^"?'/)
  },
)

const letters = fc.constantFrom(...'=+-@\t\r\n",\' aé', 'م', '🐦')

test('whatever the text, a reader of RFC 4180 gets it back, behind an apostrophe where it could be a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: letters }), { minLength: 1, maxLength: 4 }), (texts) => {
      const columns = texts.map((_, index) => column(`c${index}`, `c${index}`))
      const row = Object.fromEntries(texts.map((text, index) => [`c${index}`, text]))
      const csv = toCsv({ columns, rows: [row] }, 'en')
      const fields = readFields(csv.slice(csv.indexOf('\r\n') + 2, -2))
      expect(fields).toEqual(texts.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)))
    }),
  )
})

/** The fields of one record, by the grammar of RFC 4180. */
function readFields(record: string): string[] {
  const fields = []
  let rest = `${record},`
  while (rest !== '') {
    const match = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*)),/.exec(rest)
    if (!match) throw new Error(`not RFC 4180: ${JSON.stringify(rest)}`)
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
    rest = rest.slice(match[0].length)
  }
  return fields
}
