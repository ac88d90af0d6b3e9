import { blockIri } from './activities.ts'
import { earnedResult } from './grades.ts'
import { activityTypes, verbs } from './iris.ts'
import type { JsonObject } from './json.ts'
import type { Lms } from './lms.ts'
import { anywhere, required, scalarOf, textOf } from './lookup.ts'
import { problemCheck } from './problem-check.ts'
import { problemKey } from './problem-key.ts'
import type { Rules } from './rule.ts'
import { activity } from './statement.ts'

/** Event-routing-backends does not route `edx.problem.completed` and `edx.grades.problem.submitted` unless told to. */
export const problems: Rules = {
  problem_check: problemCheck,
  showanswer: {
    verb: verbs.asked,
    object(event, lms) {
      problemKey(event)
      const key = textOf(anywhere(event, 'problem_id'), 'problem_id')
      return activity(`${blockIri(lms, key, 'problem_id')}/answer`, { type: activityTypes.solution })
    },
    about: { object: 'the block `problem_id` and `/answer`' },
  },
  'edx.problem.hint.demandhint_displayed': {
    verb: verbs.asked,
    object(event, lms) {
      problemKey(event)
      const key = textOf(anywhere(event, 'module_id'), 'module_id')
      const index = required(scalarOf(anywhere(event, 'hint_index')), 'hint_index')
      return activity(`${blockIri(lms, key, 'module_id')}/hint/${index}`, { type: activityTypes.hint })
    },
    about: { object: 'the block `module_id` and `/hint/` and `hint_index`' },
  },
  'edx.problem.completed': {
    verb: verbs.completed,
    object: (event, lms) => activity(completedIri(event, lms), { type: activityTypes.interaction }),
    about: { object: 'the problem `data.problem_id` or `data.module_id`' },
    mends: ['usageKeyToIri'],
    repeats: 'edx.completion.block_completion.changed',
  },
  'edx.grades.problem.submitted': {
    verb: verbs.attempted,
    object: (event, lms) => activity(blockIri(lms, problemKey(event), 'the problem'), { type: activityTypes.question }),
    result: (event) => earnedResult(event, 'weighted_earned', 'weighted_possible'),
    about: {
      object: 'the problem `data.problem_id` or `data.module_id`',
      result: 'score: `data.weighted_earned` of `data.weighted_possible`; success: all of it',
    },
    repeats: 'problem_check',
  },
}

function completedIri(event: JsonObject, lms: Lms): string {
  const key = problemKey(event)
  return lms.faithful ? required(key, 'the problem') : blockIri(lms, key, 'the problem')
}
