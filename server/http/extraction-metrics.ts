import { Gauge, type Registry } from 'prom-client'
import type { ExtractionState } from '../contract/extraction.ts'
import type { Extractions } from '../jobs/extractions.ts'

/**
 * How fresh the tables of the LMS are, and how extractions end. Times are Unix times in seconds: the age of a table is
 * `time() - panorama_extracted_table_as_of_seconds`.
 */
export function measureExtractions(registry: Registry, extractions: Pick<Extractions, 'state'>): void {
  function gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    fill: (gauge: Gauge<Label>, state: ExtractionState) => void,
  ): void {
    new Gauge({
      ...{ name, help, labelNames, registers: [registry] },
      async collect() {
        this.reset()
        fill(this, await extractions.state())
      },
    })
  }

  gauge(
    'panorama_extracted_table_as_of_seconds',
    'The moment whose state of the LMS a table has, as Unix time.',
    ['datasource', 'table'],
    (asOfs, { tables }) => {
      for (const { datasource, table, asOf } of tables) {
        if (asOf !== null) asOfs.set({ datasource, table }, Date.parse(asOf) / 1000)
      }
    },
  )
  gauge('panorama_extracted_table_rows', 'Rows of a table.', ['datasource', 'table'], (counts, { tables }) => {
    for (const { datasource, table, rows } of tables) counts.set({ datasource, table }, rows)
  })
  gauge(
    'panorama_extraction_ended_seconds',
    'When an extraction last ended in this way, as Unix time.',
    ['outcome'],
    (ended, { runs }) => {
      for (const { outcome, finishedAt } of [...runs].reverse()) {
        if (finishedAt !== null) ended.set({ outcome }, Date.parse(finishedAt) / 1000)
      }
    },
  )
  gauge('panorama_extraction_under_way', '1 while tables are extracted from the LMS.', [], (underWay, { runs }) => {
    underWay.set(runs.some(({ outcome }) => outcome === 'running') ? 1 : 0)
  })
}
