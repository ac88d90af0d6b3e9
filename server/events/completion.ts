import { blockIri } from './activities.ts'
import { activityTypes, extensionIris, verbs } from './iris.ts'
import type { JsonObject } from './json.ts'
import { exact, numberOf, required, textOf } from './lookup.ts'
import type { Rules } from './rule.ts'
import { activity, type Result } from './statement.ts'

/** Emitted with every submission, also when nothing changed. */
export const completion: Rules = {
  'edx.completion.block_completion.changed': {
    verb: verbs.progressed,
    object: (event, lms) =>
      activity(blockIri(lms, textOf(exact(event, 'data', 'block_id'), 'data.block_id'), 'data.block_id'), {
        type: activityTypes.resource,
      }),
    result: progress,
  },
}

/** The event says 0..1, the statement per cent. */
function progress(event: JsonObject): Result {
  const share = required(numberOf(exact(event, 'data', 'completion'), 'data.completion'), 'data.completion')
  return { completion: share === 1, extensions: { [extensionIris.progress]: share * 100 } }
}
