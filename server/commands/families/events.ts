import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama events`: tracking events of the LMS on their way in. */
export function addEventsCommands(program: Command, add: AddCommand): void {
  const events = program.command('events').description('tracking events of the LMS')
  add(
    events,
    'import <file...>',
    'read tracking logs (plain or .gz) into the warehouse: files, or s3://bucket/folder/',
    async () => (await import('../import-events.ts')).importEvents,
  )
    .option('--again', 'objects of buckets that were read already, too')
    .option('--data-set <name>', 'real or demo', 'real')

  add(
    events,
    'tail <file...>',
    'follow tracking logs as they grow, are rotated, emptied, packed or shipped to s3://bucket/folder/, until Ctrl-C',
    async () => (await import('../tail-events.ts')).tailEvents,
  )
    .option('--data-set <name>', 'real or demo', 'real')
    .option('--once', 'end where the logs end for now')

  add(
    events,
    'ship [file...]',
    'upload tracking logs to a bucket as they grow, in the folders of the Panorama plugin, until Ctrl-C (default: the files of PANORAMA_TRACKING_LOGS)',
    async () => (await import('../ship-events.ts')).shipEvents,
  )
    .option('--bucket <name>', 'the bucket (default: PANORAMA_RAW_LOGS_BUCKET, else PANORAMA_BUCKET)')
    .option(
      '--layout <name>',
      'local: …/tracking_logs/lms=HOST/; host: …/tracking_logs/HOST/; k8s: …/tracking_logs/NAMESPACE/ (default: local in the bucket of the lake, else host)',
    )
    .option('--prefix <folders>', 'before them (default: PANORAMA_BASE_PREFIX for local, else none)')
    .option('--site <name>', 'the host or the namespace (default: the host of PANORAMA_LMS_URL)')
    .option('--once', 'end where the logs end for now, when all is uploaded')

  add(
    events,
    'import-cairn',
    'read the table in which Cairn or Aspects keep raw tracking logs',
    async () => (await import('../import-cairn.ts')).importCairn,
  )
    .option(
      '--url <url>',
      'HTTP address of its ClickHouse (default: PANORAMA_CAIRN_CLICKHOUSE_URL, else the warehouse itself)',
    )
    .option(
      '--user <name>',
      'its user (default: PANORAMA_CAIRN_CLICKHOUSE_USER); the password is in PANORAMA_CAIRN_CLICKHOUSE_PASSWORD',
    )
    .option('--table <name>', 'database and table', 'openedx._tracking')
    .option('--again', 'from the beginning, not from where the last import came to')
    .option('--data-set <name>', 'real or demo', 'real')

  add(
    events,
    'adopt',
    'take in the statements that are in the warehouse already, as in that of Aspects, and say how far it is',
    async () => (await import('../adopt-events.ts')).adoptEvents,
  )
    .option('--again', 'compute every figure anew from the raw tables')
    .option('--data-set <name>', 'real or demo', 'real')

  add(
    events,
    'quarantine',
    'show the lines that could not be read',
    async () => (await import('../quarantine.ts')).listQuarantine,
  )
    .option('--data-set <name>', 'real or demo', 'real')
    .option('--limit <n>', 'how many lines', '100')

  add(
    events,
    'objects',
    'list the objects of buckets that were read, the last first',
    async () => (await import('../list-log-objects.ts')).listLogObjects,
  )
    .option('--faulty', 'only those that could not be read to their end')
    .option('--data-set <name>', 'real or demo', 'real')
    .option('--limit <n>', 'how many objects', '100')

  add(
    events,
    'transform <file...>',
    'print the xAPI statements of tracking logs (plain or .gz, - for standard input), one a line; store nothing',
    async () => (await import('../transform-events.ts')).transformEvents,
  )
    .option('--actors <file>', 'CSV with the columns username, user_id, external_id')
    .option('--courses <file>', 'CSV with the columns course_key, display_name')
    .option('--lms-url <url>', 'root address of the LMS (default: PANORAMA_LMS_URL)')

  add(
    events,
    'mapping',
    'print what becomes of each event, as docs/xapi.md has it',
    async () => (await import('../transform-events.ts')).showMapping,
  )

  add(
    events,
    'reconcile',
    'give the events of learners to the external ids that came after them',
    async () => (await import('../reconcile-events.ts')).reconcileEvents,
  ).option('--data-set <name>', 'real or demo', 'real')
}
