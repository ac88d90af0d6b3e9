import { documentMetrics } from '../dashboards/document-metrics.ts'
import { questions } from '../warehouse/questions/all.ts'
import type { Terminal } from './terminal.ts'

/** `panorama questions`: every question with its definition, its parameters and its source; or the page that explains the dashboards. */
export async function listQuestions(terminal: Terminal, { markdown = false }: { markdown?: boolean }): Promise<void> {
  if (markdown) {
    const page = documentMetrics()
    terminal.report({ markdown: page }, page)
    return
  }
  const listed = [...questions]
    .sort((left, right) => left.name.localeCompare(right.name))
    .map(({ name, definition, source, needs, params, row }) => ({
      name,
      definition: definition.en,
      needs,
      source,
      params: Object.keys(params.shape),
      columns: Object.keys(row.shape),
    }))
  const text = listed.map(({ name, definition, params, source }) =>
    [name, `  ${definition}`, `  takes: ${params.join(', ') || 'nothing'}`, `  from: ${source}`].join('\n'),
  )
  terminal.report(listed, text.join('\n\n'))
}
