import type { Mode } from '../contract/mode.ts'
import { forbidden } from '../kernel/errors.ts'
import { rulesOf } from './mode-table.ts'

/** @throws PanoramaError `forbidden`, in a mode in which nothing is read from the LMS */
export function checkExtraction(mode: Mode): void {
  if (rulesOf(mode).extraction) return
  throw forbidden(`In the mode ${mode} nothing is read from the LMS.`, {
    why: { code: 'extraction.mode', values: { mode } },
    advice: 'Switch to another mode first, in the admin console or with: panorama mode SAAS',
  })
}
