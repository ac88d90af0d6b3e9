import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama retire`: a person leaves. */
export function addRetirementCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'retire',
    'erase all that is known of a person, for good, and print a certificate',
    async () => (await import('../retire.ts')).retirePerson,
  )
    .option('--username <name>', 'their username in the LMS')
    .option('--user-id <n>', 'their user id in the LMS')
    .option('--email <address>', 'their mail address')
    .option('--external-id <id>', 'their external id')
    .option('--keep-figures', 'keep their statements, under an id that leads back to nobody')
    .option('--dry-run', 'say what would go, and change nothing')
    .option('--verify', 'search for what is left, and end with 1 when there is anything')
    .option('--data-set <name>', 'real or demo', 'real')
}
