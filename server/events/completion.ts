import { blockObject } from './activities.ts'
import { activityTypes, extensionIris, verbs } from './iris.ts'
import type { JsonObject } from './json.ts'
import { exact, numberOf, required } from './lookup.ts'
import type { Rules } from './rule.ts'
import type { Result } from './statement.ts'

/** Emitted with every submission, also when nothing changed. */
export const completion: Rules = {
  'edx.completion.block_completion.changed': {
    verb: verbs.progressed,
    object: (event, lms) => blockObject(event, lms, 'block_id', activityTypes.resource),
    result: progress,
    about: {
      object: 'the block `data.block_id`',
      result: 'completion: whether `data.completion` is 1; extension `progress`: the same in per cent',
    },
  },
}

/** The event says 0..1, the statement per cent. */
function progress(event: JsonObject): Result {
  const share = required(numberOf(exact(event, 'data', 'completion'), 'data.completion'), 'data.completion')
  return { completion: share === 1, extensions: { [extensionIris.progress]: share * 100 } }
}
