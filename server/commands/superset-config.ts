import { readConfig } from '../config/read-config.ts'
import { supersetConfiguration } from '../dashboards/superset/superset-configuration.ts'
import { supersetOf } from './superset-connection.ts'
import type { Terminal } from './terminal.ts'

/** `panorama superset config`: what Superset's own configuration needs, as Python. */
export async function showSupersetConfig(terminal: Terminal): Promise<void> {
  const config = readConfig(terminal.environment)
  const python = supersetConfiguration(supersetOf(config).guestRole, [new URL(config.publicUrl).origin])
  terminal.report({ python }, python)
}
