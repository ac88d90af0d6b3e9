import { ask } from '../warehouse/ask.ts'
import { pipelineState } from '../warehouse/questions/site/pipeline-state.ts'
import { quarantineByReason } from '../warehouse/questions/site/quarantine-by-reason.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/** `panorama status`: how much is there, how fresh it is, and what could not be read. */
export async function showStatus(terminal: Terminal, options: { dataSet?: string }): Promise<void> {
  await withPanorama(terminal, async ({ warehouse, modes, store }) => {
    const { mode, dataSet: shown } = await modes.current()
    const dataSet = readDataSet(options.dataSet) ?? shown
    const asking = { scope: { kind: 'site' }, dataSet, params: {} } as const
    const [state] = await ask(warehouse, pipelineState, asking)
    const quarantined = await ask(warehouse, quarantineByReason, asking)
    const buckets = await store.countLogObjects(dataSet)
    const runs = (await store.runs(5)).filter((run) => run.dataSet === dataSet)
    terminal.report(
      { mode, dataSet, ...state, quarantined, buckets, runs },
      [
        `Mode ${mode}, data set ${dataSet}`,
        textTable(state ? [state] : []),
        ...(quarantined.length > 0
          ? ['', 'Quarantined', textTable(quarantined, ['reason', 'lines', 'last_seen'])]
          : []),
        ...(buckets.length > 0 ? ['', 'Logs in buckets', textTable(buckets.map((bucket) => ({ ...bucket })))] : []),
        ...(runs.length > 0
          ? [
              '',
              'Last imports',
              textTable(
                runs.map(({ what, outcome, finishedAt, report }) => ({
                  what,
                  outcome,
                  finishedAt,
                  read: report.read,
                  kept: report.kept,
                })),
              ),
            ]
          : []),
      ].join('\n'),
    )
  })
}
