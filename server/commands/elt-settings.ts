import { resolve } from 'node:path'
import { readReference } from '../config/read-reference.ts'
import { describeRemarks, type Remark } from '../extract/settings/problems.ts'
import { settingsOf } from '../extract/settings/read-settings.ts'
import type { ExtractionSettings } from '../extract/settings/settings.ts'
import { readYamlFile, type YamlFile } from '../extract/settings/yaml-file.ts'
import type { Terminal } from './terminal.ts'

/** What every command of `panorama elt` takes, before its name or behind it. */
export interface EltOptions {
  readonly settings?: string
  readonly debug?: boolean
}

/** As panorama-elt names it. */
const standard = 'panorama_settings.yaml'

export const settingsPath = ({ settings = standard }: EltOptions): string => resolve(settings)

/**
 * The settings file of a command, checked; what stands in it and does nothing is told.
 * @throws PanoramaError `misconfigured` (exit code 78) that lists all that is wrong with it, each with its place
 */
export async function readEltSettings(
  terminal: Terminal,
  options: EltOptions,
): Promise<{ readonly settings: ExtractionSettings; readonly file: YamlFile }> {
  const file = await readYamlFile(settingsPath(options))
  const { settings, remarks } = settingsOf(file, (name) => readReference(terminal.environment, name))
  tellRemarks(terminal, file.path, remarks)
  return { settings, file }
}

function tellRemarks(terminal: Terminal, path: string, remarks: readonly Remark[]): void {
  if (remarks.length > 0) terminal.note(`In the settings:\n${describeRemarks(path, remarks)}`)
}
