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
  add(
    lms,
    'dump',
    'write rows of one object straight from the database of the LMS, as Aspects’ dump_data_to_clickhouse does',
    async () => (await import('../dump-lms.ts')).dumpLmsObject,
  )
    .requiredOption(
      '--object <name>',
      'course_overviews, course_enrollment, user_profile, external_id, tag, taxonomy or object_tag',
    )
    .option('--settings <file>', 'settings file of `panorama elt`', 'panorama_settings.yaml')
    .option('--force', 'also rows that are there as they are already')
    .option('--batch-size <rows>', 'rows at a time', '10000')
    .option('--sleep-time <seconds>', 'pause between two batches', '1')
    .option('--ids <id...>', 'only these primary keys')
    .option('--ids-to-skip <id...>', 'all but these primary keys')
    .option('--start-pk <id>', 'begin behind this primary key')
    .option('--limit <rows>', 'rows in all, no more')
}
