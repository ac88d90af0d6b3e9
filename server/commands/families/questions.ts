import type { Command } from 'commander'
import { type AddCommand, collect } from '../command.ts'

/** `panorama questions` and `panorama ask`: figures in the terminal. */
export function addQuestionsCommands(program: Command, add: AddCommand): void {
  add(
    program,
    'questions',
    'list the questions the warehouse can answer, with their definitions',
    async () => (await import('../questions.ts')).listQuestions,
  ).option('--markdown', 'the page that explains every number of the dashboards: docs/metrics.md')

  add(program, 'ask <question>', 'answer one question', async () => (await import('../ask.ts')).askQuestion)
    .requiredOption('--scope <scope>', 'site, course:KEY, org:NAME or self:USER_ID')
    .option('--param <name=value>', 'a parameter of the question; repeat for more', collect, [])
    .option('--format <format>', 'table, json or csv', 'table')
    .option('--data-set <name>', "real or demo (default: the current mode's)")
}
