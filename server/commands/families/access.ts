import type { Command } from 'commander'
import { type AddCommand, collect } from '../command.ts'

/** `panorama access`: who gets which dashboards of other tools. */
export function addAccessCommands(program: Command, add: AddCommand): void {
  const access = program.command('access').description('who gets which dashboards of other tools')
  add(
    access,
    'list',
    'list the dashboards, types, people and assignments',
    async () => (await import('../access-list.ts')).listAccess,
  )
  add(
    access,
    'dashboard <name>',
    'list a dashboard so that it can be assigned; change or remove one',
    async () => (await import('../access-set.ts')).setDashboard,
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
    async () => (await import('../access-set.ts')).setType,
  )
    .option('--dashboard <name>', 'a dashboard of it; repeat for more', collect, [])
    .option('--for-learners', 'every learner gets it, with nothing but their own rows')
    .option('--not-for-learners', 'learners do not get it (default)')
    .option('--remove', 'take the type away, when nobody has it')
  whom(
    add(
      access,
      'grant <type>',
      'give a type to a person, a course team, an organisation or a kind of people',
      async () => (await import('../access-grant.ts')).grantAccess,
    ),
  )
    .option('--role <role>', 'with --user: READER, or AUTHOR who also makes dashboards in QuickSight')
    .option('--arn <arn>', 'with --user: the QuickSight user they appear as; none for the default one')
  whom(
    add(
      access,
      'revoke [type]',
      'take it away again, at once',
      async () => (await import('../access-grant.ts')).revokeAccess,
    ),
  )
  add(
    access,
    'import <file...>',
    "take over what the Panorama plugin's backend has: CSV of its tables, and of auth_user",
    async () => (await import('../access-import.ts')).importAccess,
  )
    .option('--dry-run', 'say what would be taken over, and change nothing')
    .option('--skip-refused', 'leave out rows that are wrong; without it one is enough for nothing to be taken')
}

/** The options that say to whom a type is given. */
const whom = (command: Command) =>
  command
    .option('--user <name>', 'one person, by their username in the LMS')
    .option('--team <key>', 'whoever has a role in this course run')
    .option('--organisation <org>', 'whoever has a role in this organisation')
    .option('--everyone <kind>', 'courseStaff or globalStaff')
