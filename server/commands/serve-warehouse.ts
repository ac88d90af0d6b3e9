import { once } from 'node:events'
import { invalidRequest } from '../kernel/errors.ts'
import { serveEngine } from '../warehouse/engine-server.ts'
import { withPanorama } from './open.ts'
import { supersetOf } from './superset-connection.ts'
import type { Terminal } from './terminal.ts'

/**
 * `panorama warehouse serve`: lets Superset on this machine read the embedded warehouse, in ClickHouse's protocol, until Ctrl-C.
 * @throws PanoramaError `invalid_request` where the warehouse is a server already, or the port is none
 */
export async function serveWarehouse(terminal: Terminal, { port: given }: { readonly port: string }): Promise<void> {
  const port = Number(given)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw invalidRequest(`--port is no port: ${given}`, { advice: 'Use a number up to 65535, such as 8123.' })
  }
  await withPanorama(terminal, async ({ config, engine, interrupted }) => {
    if (config.clickhouse.url !== null) {
      throw invalidRequest('The warehouse is a ClickHouse server.', {
        advice: 'Let Superset read it itself: PANORAMA_SUPERSET_CLICKHOUSE_URL.',
      })
    }
    const { user, password } = supersetOf(config).clickhouse
    if (password === '') {
      throw invalidRequest('Whoever reads the warehouse needs a password.', {
        advice: 'Choose one and give it in PANORAMA_SUPERSET_CLICKHOUSE_PASSWORD, here and to the other commands.',
      })
    }
    const served = await serveEngine(engine, { port, user, password, readOnly: true })
    terminal.report({ address: served.address, user }, `${served.address}, user ${user}`)
    terminal.note('Programs with the password may read every table. Ctrl-C ends it.')
    try {
      if (!interrupted.aborted) await once(interrupted, 'abort')
    } finally {
      await served.close()
    }
  })
}
