import type { Command } from 'commander'
import { type AddCommand, collect } from '../command.ts'

/** `panorama lrs`: the keys of programs. */
export function addLrsCommands(program: Command, add: AddCommand): void {
  const lrs = program.command('lrs').description('keys by which programs send and read statements and tracking events')
  add(lrs, 'list', 'list the keys, also revoked ones', async () => (await import('../lrs-keys.ts')).listKeys)
  add(
    lrs,
    'create <name>',
    'make a key; its password is printed this once',
    async () => (await import('../lrs-keys.ts')).createKey,
  ).option('--scope <scope>', 'write, read-mine, read-all or retire; repeat for more', collect, [])
  add(lrs, 'revoke <id>', 'end a key at once', async () => (await import('../lrs-keys.ts')).revokeKey)
}
