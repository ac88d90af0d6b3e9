import { documentSettings } from '../config/documentation.ts'
import { readConfig } from '../config/read-config.ts'
import type { Terminal } from './terminal.ts'

/** `panorama config check`: every problem of the configuration at once; exit code 78 when there is one. */
export async function checkConfig(terminal: Terminal): Promise<void> {
  readConfig(terminal.environment)
  terminal.report({ ok: true }, 'The configuration is in order.')
}

/** `panorama config docs`: the README's table of settings, made from the schema. */
export async function documentConfig(terminal: Terminal): Promise<void> {
  const markdown = documentSettings()
  terminal.report({ markdown }, markdown)
}
