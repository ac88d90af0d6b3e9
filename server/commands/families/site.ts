import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama migrate`, `mode` and `status`: the state of the whole site. */
export function addSiteCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'migrate',
    'bring the databases up to date',
    async () => (await import('../migrate.ts')).migrateDatabases,
  )
  add(
    program,
    'mode [mode]',
    'show the mode, or switch to DEMO, FREE, SAAS or CUSTOM',
    async () => (await import('../mode.ts')).showOrSwitchMode,
  )
  add(
    program,
    'status',
    'how much is there, and how fresh it is',
    async () => (await import('../status.ts')).showStatus,
  ).option('--data-set <name>', "real or demo (default: the current mode's)")
}
