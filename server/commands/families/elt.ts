import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama elt`: tables of the LMS on their way into the lake, the catalogue and the warehouse. */
export function addEltCommands(program: Command, add: AddCommand): void {
  const elt = withSettings(
    program.command('elt').description('tables of the LMS into the lake, its catalogue and the warehouse'),
  )
  const addElt = <Options>(usage: string, description: string, load: Parameters<typeof add<Options>>[3]) =>
    withSettings(add<Options>(elt, usage, description, load))

  addElt(
    'init',
    'write a settings file for Open edX; an existing one stays as it is',
    async () => (await import('../elt-init.ts')).initElt,
  )
}

/** Before the command as in panorama-elt, or behind it. */
function withSettings(command: Command): Command {
  return command
    .option('--settings <file>', 'the settings file (default: panorama_settings.yaml)')
    .option('--debug', 'log more')
}
