import type { Command } from 'commander'
import { type AddCommand, collect } from '../command.ts'

/** `panorama quicksight`: what Amazon QuickSight needs, and a stand-in for it. */
export function addQuickSightCommands(program: Command, add: AddCommand): void {
  const quickSight = program
    .command('quicksight')
    .description('Amazon QuickSight: what it needs, and whether it has it')
  add(
    quickSight,
    'doctor',
    'look at the account, the users and the dashboards, and say what is wrong and what mends it',
    async () => (await import('../quicksight-doctor.ts')).examineQuickSightHere,
  )
    .option('--dashboard <id>', 'look at this dashboard, not at those set in Panorama; repeat for more', collect, [])
    .option('--all', 'look at every dashboard of the account')
    .option('--language <language>', 'en or es', 'en')

  add(
    quickSight,
    'iam-policy',
    'print the least that the AWS user or role of Panorama has to be allowed',
    async () => (await import('../quicksight-policy.ts')).printIamPolicy,
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
    async () => (await import('../quicksight-policy.ts')).printRowRules,
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
    async () => (await import('../quicksight-stand-in.ts')).standInForQuickSight,
  )
    .option('--port <n>', 'the port of its API and its frames', '2180')
    .option('--no-guests', 'as an account that does not pay by sessions')
    .option('--no-partitioned-cookies', 'with cookies as many browsers block them, to see what becomes of its frames')
}
