import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama lms`: the tables of the LMS. */
export function addLmsCommands(program: Command, add: AddCommand): void {
  const lms = program.command('lms').description("tables of the LMS, in the shape of Aspects' event_sink")
  add(
    lms,
    'import <file...>',
    'read CSV files named after their table (course_overviews.csv, …)',
    async () => (await import('../import-lms.ts')).importLms,
  ).option('--data-set <name>', 'real or demo', 'real')
  add(
    lms,
    'load',
    'bring the warehouse to what the lake has published: only what changed, and without what the LMS has deleted',
    async () => (await import('../load-lms.ts')).loadLmsFromLake,
  )
    .option('--settings <file>', 'settings file of `panorama elt`', 'panorama_settings.yaml')
    .option('--force', 'all tables, also those that are as they were loaded last')
}
