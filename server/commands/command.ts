import type { Command } from 'commander'
import { createTerminal, type Terminal } from './terminal.ts'

type Run<Options> = (terminal: Terminal, options: Options, words: readonly string[]) => Promise<void>

/** Adds a command whose work is loaded when it runs, so that `--help` needs no setting and no engine. */
export type AddCommand = <Options>(
  parent: Command,
  usage: string,
  description: string,
  load: () => Promise<Run<Options>>,
) => Command

/** What adds commands that read their settings from `environment`; each of them takes `--json`. */
export function addingCommands(environment: Terminal['environment']): AddCommand {
  return <Options>(parent: Command, usage: string, description: string, load: () => Promise<Run<Options>>) =>
    parent
      .command(usage)
      .description(description)
      .option('--json', 'report as one JSON document on stdout')
      .action(async (...given: unknown[]) => {
        const command = given.pop() as Command
        // With those of the family, which stand before the command.
        const options = command.optsWithGlobals<Options & { json?: boolean }>()
        const run = await load()
        await run(createTerminal(options.json === true, environment), options, command.args)
      })
}

/** For an option that may be repeated: all that was given, in order. */
export const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value]
