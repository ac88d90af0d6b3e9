import { Command, CommanderError } from 'commander'
import { createTerminal, failWith, type Terminal } from './commands/terminal.ts'

/**
 * The command line: `npm run -s panorama -- …`. It lists the commands; each lives in a file of its own and is loaded
 * when it runs, so that `--help` needs no setting and no engine.
 *
 * Every command takes `--json` (its report as one JSON document on stdout) and exits 0 only when all it was asked was done.
 */
const program = new Command('panorama')
  .description('Learning analytics for Open edX: import, ask, switch, seed.')
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride()

type Run<Options> = (terminal: Terminal, options: Options, words: readonly string[]) => Promise<void>

/** Adds a command whose work is loaded when it runs. */
function add<Options>(parent: Command, usage: string, description: string, load: () => Promise<Run<Options>>): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--json', 'report as one JSON document on stdout')
    .action(async (...given: unknown[]) => {
      const command = given.pop() as Command
      const options = given.pop() as Options & { json?: boolean }
      const run = await load()
      await run(createTerminal(options.json === true, process.env), options, command.args)
    })
}

const collect = (value: string, earlier: readonly string[]) => [...earlier, value]

const events = program.command('events').description('tracking events of the LMS')
add(
  events,
  'import <file...>',
  'read tracking logs (plain or .gz) into the warehouse',
  async () => (await import('./commands/import-events.ts')).importEvents,
).option('--data-set <name>', 'real or demo', 'real')

add(
  events,
  'tail <file...>',
  'follow tracking logs as they grow, are rotated, emptied or packed, until Ctrl-C',
  async () => (await import('./commands/tail-events.ts')).tailEvents,
)
  .option('--data-set <name>', 'real or demo', 'real')
  .option('--once', 'end where the logs end for now')

add(
  events,
  'import-cairn',
  'read the table in which Cairn or Aspects keep raw tracking logs',
  async () => (await import('./commands/import-cairn.ts')).importCairn,
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
  async () => (await import('./commands/adopt-events.ts')).adoptEvents,
)
  .option('--again', 'compute every figure anew from the raw tables')
  .option('--data-set <name>', 'real or demo', 'real')

add(
  events,
  'quarantine',
  'show the lines that could not be read',
  async () => (await import('./commands/quarantine.ts')).listQuarantine,
)
  .option('--data-set <name>', 'real or demo', 'real')
  .option('--limit <n>', 'how many lines', '100')

add(
  events,
  'transform <file...>',
  'print the xAPI statements of tracking logs (plain or .gz, - for standard input), one a line; store nothing',
  async () => (await import('./commands/transform-events.ts')).transformEvents,
)
  .option('--actors <file>', 'CSV with the columns username, user_id, external_id')
  .option('--courses <file>', 'CSV with the columns course_key, display_name')
  .option('--lms-url <url>', 'root address of the LMS (default: PANORAMA_LMS_URL)')

add(
  events,
  'mapping',
  'print what becomes of each event, as docs/xapi.md has it',
  async () => (await import('./commands/transform-events.ts')).showMapping,
)

add(
  events,
  'reconcile',
  'give the events of learners to the external ids that came after them',
  async () => (await import('./commands/reconcile-events.ts')).reconcileEvents,
).option('--data-set <name>', 'real or demo', 'real')

add(
  program,
  'retire',
  'erase all that is known of a person, for good, and print a certificate',
  async () => (await import('./commands/retire.ts')).retirePerson,
)
  .option('--username <name>', 'their username in the LMS')
  .option('--user-id <n>', 'their user id in the LMS')
  .option('--email <address>', 'their mail address')
  .option('--external-id <id>', 'their external id')
  .option('--keep-figures', 'keep their statements, under an id that leads back to nobody')
  .option('--dry-run', 'say what would go, and change nothing')
  .option('--verify', 'search for what is left, and end with 1 when there is anything')
  .option('--data-set <name>', 'real or demo', 'real')

const lrs = program.command('lrs').description('keys by which programs send and read statements and tracking events')
add(lrs, 'list', 'list the keys, also revoked ones', async () => (await import('./commands/lrs-keys.ts')).listKeys)
add(
  lrs,
  'create <name>',
  'make a key; its password is printed this once',
  async () => (await import('./commands/lrs-keys.ts')).createKey,
).option('--scope <scope>', 'write, read-mine, read-all or retire; repeat for more', collect, [])
add(lrs, 'revoke <id>', 'end a key at once', async () => (await import('./commands/lrs-keys.ts')).revokeKey)

const access = program.command('access').description('who gets which dashboards of other tools')
add(
  access,
  'list',
  'list the dashboards, types, people and assignments',
  async () => (await import('./commands/access-list.ts')).listAccess,
)
add(
  access,
  'dashboard <name>',
  'list a dashboard so that it can be assigned; change or remove one',
  async () => (await import('./commands/access-set.ts')).setDashboard,
)
  .option('--provider <provider>', 'quicksight, superset, hosted or native')
  .option('--provider-id <id>', 'its id there: of QuickSight, the slug or UUID of Superset, our own slug')
  .option('--title <text>', 'what people read (default: the name)')
  .option('--priority <n>', 'lower ones come first (default: 10)')
  .option('--about-people', 'its rows are about people (default)')
  .option('--about-nobody', 'none of its rows is about one person')
  .option('--remove', 'list it no more')
add(
  access,
  'type <name>',
  'make or change a set of dashboards that is assigned as one',
  async () => (await import('./commands/access-set.ts')).setType,
)
  .option('--dashboard <name>', 'a dashboard of it; repeat for more', collect, [])
  .option('--for-learners', 'every learner gets it, with nothing but their own rows')
  .option('--not-for-learners', 'learners do not get it (default)')
  .option('--remove', 'take the type away, when nobody has it')
const whom = (command: Command) =>
  command
    .option('--user <name>', 'one person, by their username in the LMS')
    .option('--team <key>', 'whoever has a role in this course run')
    .option('--organisation <org>', 'whoever has a role in this organisation')
    .option('--everyone <kind>', 'courseStaff or globalStaff')
whom(
  add(
    access,
    'grant <type>',
    'give a type to a person, a course team, an organisation or a kind of people',
    async () => (await import('./commands/access-grant.ts')).grantAccess,
  ),
)
  .option('--role <role>', 'with --user: READER, or AUTHOR who also makes dashboards in QuickSight')
  .option('--arn <arn>', 'with --user: the QuickSight user they appear as; none for the default one')
whom(
  add(
    access,
    'revoke [type]',
    'take it away again, at once',
    async () => (await import('./commands/access-grant.ts')).revokeAccess,
  ),
)
add(
  access,
  'import <file...>',
  "take over what the Panorama plugin's backend has: CSV of its tables, and of auth_user",
  async () => (await import('./commands/access-import.ts')).importAccess,
)
  .option('--dry-run', 'say what would be taken over, and change nothing')
  .option('--skip-refused', 'leave out rows that are wrong; without it one is enough for nothing to be taken')

const lms = program.command('lms').description("tables of the LMS, in the shape of Aspects' event_sink")
add(
  lms,
  'import <file...>',
  'read CSV files named after their table (course_overviews.csv, …)',
  async () => (await import('./commands/import-lms.ts')).importLms,
).option('--data-set <name>', 'real or demo', 'real')

add(
  program,
  'questions',
  'list the questions the warehouse can answer, with their definitions',
  async () => (await import('./commands/questions.ts')).listQuestions,
)

add(program, 'ask <question>', 'answer one question', async () => (await import('./commands/ask.ts')).askQuestion)
  .requiredOption('--scope <scope>', 'site, course:KEY, org:NAME or self:USER_ID')
  .option('--param <name=value>', 'a parameter of the question; repeat for more', collect, [])
  .option('--format <format>', 'table, json or csv', 'table')
  .option('--data-set <name>', "real or demo (default: the current mode's)")

add(
  program,
  'migrate',
  'bring the databases up to date',
  async () => (await import('./commands/migrate.ts')).migrateDatabases,
)
add(
  program,
  'mode [mode]',
  'show the mode, or switch to DEMO, FREE, SAAS or CUSTOM',
  async () => (await import('./commands/mode.ts')).showOrSwitchMode,
)
add(
  program,
  'status',
  'how much is there, and how fresh it is',
  async () => (await import('./commands/status.ts')).showStatus,
).option('--data-set <name>', "real or demo (default: the current mode's)")

const quickSight = program.command('quicksight').description('Amazon QuickSight: what it needs, and whether it has it')
add(
  quickSight,
  'doctor',
  'look at the account, the users and the dashboards, and say what is wrong and what mends it',
  async () => (await import('./commands/quicksight-doctor.ts')).examineQuickSightHere,
)
  .option('--dashboard <id>', 'look at this dashboard, not at those set in Panorama; repeat for more', collect, [])
  .option('--all', 'look at every dashboard of the account')
  .option('--language <language>', 'en or es', 'en')

add(
  quickSight,
  'iam-policy',
  'print the least that the AWS user or role of Panorama has to be allowed',
  async () => (await import('./commands/quicksight-policy.ts')).printIamPolicy,
)
  .option(
    '--for <purpose>',
    'serve: to show dashboards; guests: to guests, too; doctor: what the doctor reads',
    'serve',
  )
  .option('--dashboard <id>', 'the only dashboards that guests may be shown; repeat for more', collect, [])
  .option('--namespace <name>', 'a further namespace that has users; repeat for more', collect, [])

add(
  quickSight,
  'row-rules',
  'print the row rules of a data set whose dashboards guests see',
  async () => (await import('./commands/quicksight-policy.ts')).printRowRules,
)
  .option('--lms-column <name>', 'its column with the host of the LMS; none', 'lms')
  .option('--user-column <name>', 'its column with the user id of the learner; none', 'user_id')
  .option('--course-column <name>', 'its column with the key of the course; none', 'course_key')
  .option('--org-column <name>', 'its column with the organisation; none', 'org')
  .option('--courses <n>', 'the most courses that one person teaches', '60')

add(
  quickSight,
  'stand-in',
  'answer in the place of QuickSight on this machine, with made-up dashboards, until Ctrl-C',
  async () => (await import('./commands/quicksight-stand-in.ts')).standInForQuickSight,
)
  .option('--port <n>', 'the port of its API and its frames', '2180')
  .option('--no-guests', 'as an account that does not pay by sessions')
  .option('--no-partitioned-cookies', 'with cookies as many browsers block them, to see what becomes of its frames')

const demo = program.command('demo').description('the made-up site')
add(
  demo,
  'seed',
  'write the tracking log and LMS tables of a made-up site',
  async () => (await import('./commands/seed-demo.ts')).seedDemo,
)
  .requiredOption('--out <dir>', 'directory for the files')
  .option('--learners <n>', 'how many learners', '2000')
  .option('--days <n>', 'how many days of activity, ending now', '365')
  .option('--seed <text>', 'the same seed gives the same people', 'panorama')
  .option('--now <iso>', 'when the activity ends (default: now)')

const load = program.command('load').description('made-up load, and how it is borne')
add(
  load,
  'generate',
  'make up the events of a large site: into files, a followed log, a service or the warehouse',
  async () => (await import('./commands/load-generate.ts')).generateLoad,
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
  async () => (await import('./commands/load-monitor.ts')).monitorLoad,
)
  .option('--every <time>', 'how often to look', '5s')
  .option('--count <n>', 'how many looks (default: until Ctrl-C)')
  .option('--data-set <name>', "real or demo (default: the current mode's)")

const warehouse = program.command('warehouse').description('the warehouse itself')
add(
  warehouse,
  'serve',
  'let Superset on this machine read the embedded warehouse, until Ctrl-C',
  async () => (await import('./commands/serve-warehouse.ts')).serveWarehouse,
).option('--port <n>', 'where to listen; 0 takes a free one', '8123')

const superset = program.command('superset').description('dashboards in Apache Superset')
add(
  superset,
  'config',
  "print what Superset's own configuration needs",
  async () => (await import('./commands/superset-config.ts')).showSupersetConfig,
)
add(
  superset,
  'export [dashboard...]',
  'write a bundle that Superset imports; all dashboards that can be exported when none is named',
  async () => (await import('./commands/superset-export.ts')).exportBoards,
)
  .option('--out <file>', 'the archive to write', 'panorama-superset.zip')
  .option('--zone <name>', 'the time zone in which days are cut', 'UTC')
  .option('--data-set <name>', 'real or demo', 'real')
add(
  superset,
  'push [dashboard...]',
  'install dashboards, roles and the service account in Superset, and let them be embedded',
  async () => (await import('./commands/superset-push.ts')).pushBoards,
)
  .option('--from <place>', 'a folder or archive of dashboards, in the place of our own')
  .option('--zone <name>', 'the time zone in which days are cut', 'UTC')
  .option('--data-set <name>', 'real or demo', 'real')
add(
  superset,
  'pull <dashboard...>',
  'bring dashboards of a Superset (slugs or UUIDs), or an archive, into a folder of files that can be pushed',
  async () => (await import('./commands/superset-pull.ts')).pullBoards,
)
  .option('--out <folder>', 'where to', 'superset')
  .option('--force', 'put them in the place of files that are there')
add(
  superset,
  'doctor [dashboard...]',
  'check the account, roles, tokens and dashboards, and tell the remedy; those listed in Panorama, or those named',
  async () => (await import('./commands/superset-doctor.ts')).examineSupersetHere,
).option('--language <tag>', 'en or es', 'en')

const config = program.command('config').description('the configuration')
add(
  config,
  'check',
  'read the configuration and say what is wrong with it',
  async () => (await import('./commands/config.ts')).checkConfig,
)
add(
  config,
  'docs',
  "print the README's table of settings",
  async () => (await import('./commands/config.ts')).documentConfig,
)

try {
  await program.parseAsync()
} catch (error) {
  const usage = error instanceof CommanderError
  process.exitCode = usage ? (error.exitCode === 0 ? 0 : 64) : failWith(error, process.argv.includes('--json'))
}
