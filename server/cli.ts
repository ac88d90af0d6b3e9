import { Command, CommanderError } from 'commander'
import { addingCommands } from './commands/command.ts'
import { addAccessCommands } from './commands/families/access.ts'
import { addConfigCommands } from './commands/families/config.ts'
import { addDemoCommands } from './commands/families/demo.ts'
import { addEltCommands } from './commands/families/elt.ts'
import { addEventsCommands } from './commands/families/events.ts'
import { addLmsCommands } from './commands/families/lms.ts'
import { addLoadCommands } from './commands/families/load.ts'
import { addLrsCommands } from './commands/families/lrs.ts'
import { addQuestionsCommands } from './commands/families/questions.ts'
import { addQuickSightCommands } from './commands/families/quicksight.ts'
import { addRetirementCommands } from './commands/families/retirement.ts'
import { addSiteCommands } from './commands/families/site.ts'
import { addSupersetCommands } from './commands/families/superset.ts'
import { addWarehouseCommands } from './commands/families/warehouse.ts'
import { failWith } from './commands/terminal.ts'

// AWS's SDK would tell every operator on Node 20 that its next versions want a newer one: ours is pinned, and tried on it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'

/**
 * The command line: `npm run -s panorama -- …`. The commands of a family are listed in a file of `commands/families`; the
 * work of each lives in a file of its own and is loaded when it runs, so that `--help` needs no setting and no engine.
 *
 * Every command takes `--json` (its report as one JSON document on stdout) and exits 0 only when all it was asked was done.
 */
const program = new Command('panorama')
  .description('Learning analytics for Open edX: import, ask, switch, seed.')
  .showHelpAfterError('(add --help for what it takes)')
  .exitOverride()

/** In the order in which `--help` tells them. */
const families = [
  addEventsCommands,
  addRetirementCommands,
  addLrsCommands,
  addAccessCommands,
  addEltCommands,
  addLmsCommands,
  addQuestionsCommands,
  addSiteCommands,
  addQuickSightCommands,
  addDemoCommands,
  addLoadCommands,
  addWarehouseCommands,
  addSupersetCommands,
  addConfigCommands,
]
const add = addingCommands(process.env)
for (const addFamily of families) addFamily(program, add)

try {
  await program.parseAsync()
} catch (error) {
  const usage = error instanceof CommanderError
  process.exitCode = usage ? (error.exitCode === 0 ? 0 : 64) : failWith(error, process.argv.includes('--json'))
}
