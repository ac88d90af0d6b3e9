import { blockIri, blockObject } from './activities.ts'
import { activityTypes, extensionIris, verbs } from './iris.ts'
import { isObject, type JsonObject } from './json.ts'
import type { Lms } from './lms.ts'
import { exact, numberOf, required } from './lookup.ts'
import type { Rules } from './rule.ts'
import { isNumber, isText, numberText, type StatementText } from './rule-text.ts'
import type { Result } from './statement.ts'

/** Emitted with every submission, also when nothing changed. */
export const completion: Rules = {
  'edx.completion.block_completion.changed': {
    verb: verbs.progressed,
    object: (event, lms) => blockObject(event, lms, 'block_id', activityTypes.resource),
    result: progress,
    text: progressText,
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

function progressText({ data }: JsonObject, lms: Lms): StatementText | null {
  if (!isObject(data) || !isText(data.block_id) || !isNumber(data.completion)) return null
  const share = data.completion
  return {
    objectId: blockIri(lms, data.block_id, 'data.block_id'),
    definition: `{"type":"${activityTypes.resource}"}`,
    result: `{"completion":${share === 1},"extensions":{"${extensionIris.progress}":${numberText(share * 100)}}}`,
  }
}
