import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama demo`: the made-up site. */
export function addDemoCommands(program: Command, add: AddCommand): void {
  const demo = program.command('demo').description('the made-up site')
  add(
    demo,
    'seed',
    'write the tracking log and LMS tables of a made-up site',
    async () => (await import('../seed-demo.ts')).seedDemo,
  )
    .requiredOption('--out <dir>', 'directory for the files')
    .option('--learners <n>', 'how many learners', '2000')
    .option('--days <n>', 'how many days of activity, ending now', '365')
    .option('--seed <text>', 'the same seed gives the same people', 'panorama')
    .option('--now <iso>', 'when the activity ends (default: now)')
}
