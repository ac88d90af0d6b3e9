import { modes as allModes, type Mode } from '../contract/mode.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { withPanorama } from './open.ts'
import type { Terminal } from './terminal.ts'

/** `panorama mode [MODE]`: shows the mode or switches it, at once and for everyone, with an audit entry. */
export async function showOrSwitchMode(
  terminal: Terminal,
  _options: object,
  [wanted]: readonly string[],
): Promise<void> {
  if (wanted !== undefined && !allModes.includes(wanted as Mode)) {
    throw invalidRequest(`No such mode: ${wanted}`, { advice: `Use ${allModes.join(', ')}.` })
  }
  await withPanorama(terminal, async ({ modes }) => {
    if (wanted !== undefined) await modes.change(wanted as Mode, 'command line')
    const { mode, changedAt, changedBy } = await modes.current()
    terminal.report(
      { mode, changedAt, changedBy },
      changedAt ? `${mode}, since ${changedAt} by ${changedBy}` : `${mode}, as configured`,
    )
  })
}
