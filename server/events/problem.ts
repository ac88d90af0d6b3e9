import { blockIri } from './activities.ts'
import { activityTypes, verbs } from './iris.ts'
import { anywhere, required, scalarOf, textOf } from './lookup.ts'
import { problemCheck } from './problem-check.ts'
import { problemKey } from './problem-key.ts'
import type { Rules } from './rule.ts'
import { activity } from './statement.ts'

/**
 * `edx.problem.completed` and `edx.grades.problem.submitted` are left out on purpose: event-routing-backends does not route
 * them unless told to, and they say again what `problem_check` and the completion event say.
 */
export const problems: Rules = {
  problem_check: problemCheck,
  showanswer: {
    verb: verbs.asked,
    object(event, lms) {
      problemKey(event)
      const key = textOf(anywhere(event, 'problem_id'), 'problem_id')
      return activity(`${blockIri(lms, key, 'problem_id')}/answer`, { type: activityTypes.solution })
    },
  },
  'edx.problem.hint.demandhint_displayed': {
    verb: verbs.asked,
    object(event, lms) {
      problemKey(event)
      const key = textOf(anywhere(event, 'module_id'), 'module_id')
      const index = required(scalarOf(anywhere(event, 'hint_index')), 'hint_index')
      return activity(`${blockIri(lms, key, 'module_id')}/hint/${index}`, { type: activityTypes.hint })
    },
  },
}
