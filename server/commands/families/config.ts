import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama config`: the configuration. */
export function addConfigCommands(program: Command, add: AddCommand): void {
  const config = program.command('config').description('the configuration')
  add(
    config,
    'check',
    'read the configuration and say what is wrong with it',
    async () => (await import('../config.ts')).checkConfig,
  )
  add(config, 'docs', "print the README's table of settings", async () => (await import('../config.ts')).documentConfig)
}
