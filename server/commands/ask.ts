import { actorOf } from '../dashboards/learner-actor.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { ask } from '../warehouse/ask.ts'
import { questions } from '../warehouse/questions/all.ts'
import { readDataSet, withPanorama } from './open.ts'
import { readParameters } from './parameters.ts'
import { readScope } from './scope-argument.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

interface Options {
  readonly scope: string
  readonly param: readonly string[]
  readonly format: string
  readonly dataSet?: string
}

const formats = ['table', 'json', 'csv']

/** `panorama ask NAME --scope …`: the answer as a table, as JSON or as CSV. */
export async function askQuestion(terminal: Terminal, options: Options, [name = '']: readonly string[]): Promise<void> {
  const question = questions.find((candidate) => candidate.name === name)
  if (!question) throw invalidRequest(`No such question: ${name}`, { advice: 'panorama questions lists them.' })
  const format = terminal.json ? 'json' : options.format
  if (!formats.includes(format))
    throw invalidRequest(`No such format: ${format}`, { advice: `Use ${formats.join(', ')}.` })
  const params = readParameters(question.params, options.param)

  await withPanorama(terminal, async ({ warehouse, modes, config }) => {
    const dataSet = readDataSet(options.dataSet) ?? (await modes.current()).dataSet
    const scope = await readScope(options.scope, (userId) =>
      actorOf(warehouse, { dataSet, userId, lmsUrl: config.lmsUrl }),
    )
    const rows = await ask(warehouse, question, { scope, dataSet, params })
    const columns = Object.keys(question.row.shape)
    if (format === 'json')
      terminal.report({ question: name, scope, dataSet, params, rows }, JSON.stringify(rows, null, 2))
    else terminal.report(rows, format === 'csv' ? csv(columns, rows) : textTable(rows, columns))
  })
}

function csv(columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string {
  const cell = (value: unknown) => {
    const text =
      value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((row) => row.map(cell).join(','))
    .join('\n')
}
