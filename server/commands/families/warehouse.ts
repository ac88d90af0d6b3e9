import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama warehouse`: the warehouse for other tools. */
export function addWarehouseCommands(program: Command, add: AddCommand): void {
  const warehouse = program.command('warehouse').description('the warehouse itself')
  add(
    warehouse,
    'serve',
    'let Superset on this machine read the embedded warehouse, until Ctrl-C',
    async () => (await import('../serve-warehouse.ts')).serveWarehouse,
  ).option('--port <n>', 'where to listen; 0 takes a free one', '8123')
}
