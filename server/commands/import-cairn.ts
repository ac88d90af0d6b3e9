import type { Config } from '../config/read-config.ts'
import { importTrackingTable } from '../ingest/import-tracking-table.ts'
import { invalidRequest, misconfigured, PanoramaError, unavailable } from '../kernel/errors.ts'
import type { Engine } from '../warehouse/engine.ts'
import { openRemoteEngine, type RemoteEngineOptions } from '../warehouse/remote-engine.ts'
import { describeImport } from './import-report.ts'
import { readDataSet, withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

export interface ImportCairnOptions {
  readonly url?: string
  readonly user?: string
  readonly table: string
  readonly again?: boolean
  readonly dataSet?: string
}

/** `panorama events import-cairn`: the raw tracking logs that Cairn or Aspects keep in a table. */
export async function importCairn(terminal: Terminal, options: ImportCairnOptions): Promise<void> {
  const dataSet = readDataSet(options.dataSet) ?? 'real'
  const { table, again = false } = options
  if (!/^[A-Za-z_]\w*\.[A-Za-z_]\w*$/.test(table)) {
    throw invalidRequest(`--table is no table: ${table}`, {
      advice: 'Give its database and its name: openedx._tracking',
    })
  }
  await withPanorama(terminal, async ({ engine, warehouse, store, clock, config, interrupted }) => {
    const place = placeOf(config, options)
    const from = place ? openTableServer(place) : engine
    try {
      const report = await importTrackingTable({
        from,
        table,
        source: place ? `${table} at ${new URL(place.url).host}` : table,
        again,
        warehouse,
        store,
        clock,
        dataSet,
        lmsUrl: config.lmsUrl,
        keepFreeText: config.keepFreeText,
        signal: interrupted,
        onProgress: ({ rows, of, report: { kept } }) =>
          terminal.progress(
            `${rows.toLocaleString('en')} of ${of.toLocaleString('en')} rows, ${kept.toLocaleString('en')} kept`,
          ),
      })
      terminal.report(report, describeImport(report))
    } finally {
      if (place) await from.close()
    }
  })
}

/** What it says of a server is about that of the table, not about the warehouse. */
function openTableServer(place: RemoteEngineOptions): Engine {
  const engine = openRemoteEngine(place)
  return {
    ...engine,
    rows: (query) =>
      engine.rows(query).catch((cause) => {
        if (!(cause instanceof PanoramaError)) throw cause
        if (cause.code === 'misconfigured') {
          throw misconfigured('The server of the table does not accept the user or the password.', {
            advice: 'Check --user and PANORAMA_CAIRN_CLICKHOUSE_PASSWORD.',
            cause,
          })
        }
        if (cause.code === 'unavailable') {
          throw unavailable('The server of the table does not answer.', {
            advice: 'Check its address, then run the same command again: it goes on where it was.',
            cause,
          })
        }
        throw cause
      }),
  }
}

/** The server that holds the table; null where it is the warehouse's own. Its password is never an option: others see those. */
function placeOf({ cairn }: Config, options: ImportCairnOptions): RemoteEngineOptions | null {
  const url = options.url ?? cairn.url
  if (url === null) return null
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw invalidRequest('--url is no address.', { advice: 'It begins with http:// or https://.' })
  }
  const { username, password } = new URL(url)
  if (username !== '' || password !== '') {
    throw invalidRequest('--url holds a user or a password.', {
      advice:
        'Give the user with --user and the password in PANORAMA_CAIRN_CLICKHOUSE_PASSWORD, or in a file that PANORAMA_CAIRN_CLICKHOUSE_PASSWORD_FILE names.',
    })
  }
  return { url, user: options.user ?? cairn.user, password: cairn.password, compress: true }
}
