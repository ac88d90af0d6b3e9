import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama load`: made-up load, and how it is borne. */
export function addLoadCommands(program: Command, add: AddCommand): void {
  const load = program.command('load').description('made-up load, and how it is borne')
  add(
    load,
    'generate',
    'make up the events of a large site: into files, a followed log, a service or the warehouse',
    async () => (await import('../load-generate.ts')).generateLoad,
  )
    .option('--out <dir>', 'a directory: tracking.log, rotated by size, and the tables of the LMS')
    .option('--append <file>', 'a log that is followed')
    .option('--http <url>', 'a tracking endpoint: https://…/api/ingest/tracking')
    .option('--key-file <file>', 'with --http: a file with the user name and password of a key, as NAME:PASSWORD')
    .option('--senders <n>', 'with --http: requests at a time', '4')
    .option('--engine', 'straight into the warehouse')
    .option('--data-set <name>', 'with --engine: real or demo')
    .option('--multiply <n>', 'with --engine: the engine itself makes so many copies, of other people at other times')
    .option('--learners <n>', 'how many learners (default: as many as the events need)')
    .option('--courses <n>', 'how many course runs', '100')
    .option('--days <n>', 'length of the history', '365')
    .option('--now <iso>', 'when the history ends (default: now)')
    .option('--events <n>', 'stop after so many; 20k and 5M are understood')
    .option('--for <time>', 'stop after 30s, 10m, 2h')
    .option('--rate <n>', 'so many events a second, with times of now, instead of a history')
    .option('--seed <text>', 'the same seed gives the same people, courses and events', 'panorama')
    .option('--rotate <bytes>', 'with --out: size at which a log is put aside', '500M')
    .option('--resume <file>', 'keep how far it came in this file, and go on from there')

  add(
    load,
    'monitor',
    'how events flow: how old the newest is, rates, what waits, where they come from, the tables',
    async () => (await import('../load-monitor.ts')).monitorLoad,
  )
    .option('--every <time>', 'how often to look', '5s')
    .option('--count <n>', 'how many looks (default: until Ctrl-C)')
    .option('--data-set <name>', "real or demo (default: the current mode's)")
}
