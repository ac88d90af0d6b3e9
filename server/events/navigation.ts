import { blockIri } from './activities.ts'
import { activityTypes, extensionIris, verbs } from './iris.ts'
import type { JsonObject } from './json.ts'
import { exact, required, scalarOf, textOf } from './lookup.ts'
import type { Rule, Rules } from './rule.ts'
import { activity } from './statement.ts'

const link: Rule = {
  verb: verbs.navigated,
  object: (event) => activity(targetUrl(event), { type: activityTypes.link }),
}

const outline: Rule = {
  verb: verbs.navigated,
  object: (event) =>
    activity(targetUrl(event), {
      name: { en: required(textOf(exact(event, 'data', 'target_name'), 'data.target_name'), 'data.target_name') },
      type: activityTypes.module,
    }),
}

function targetUrl(event: JsonObject): string {
  return required(textOf(exact(event, 'data', 'target_url'), 'data.target_url'), 'data.target_url')
}

/** A step between the units of a sequence. Positions count from 1 and keep the type (number or text) that they came in. */
const step = (endingPoint: (event: JsonObject) => string | number | boolean | undefined): Rule => ({
  verb: verbs.navigated,
  object: (event, lms) =>
    activity(blockIri(lms, textOf(exact(event, 'data', 'id'), 'data.id'), 'data.id'), {
      type: activityTypes.resource,
      extensions: { [extensionIris.totalItems]: scalarOf(exact(event, 'data', 'tab_count')) },
    }),
  extensions: (event) => ({
    [extensionIris.startingPosition]: position(event, 'current_tab', 'old'),
    [extensionIris.endingPoint]: endingPoint(event),
  }),
})

/** `old` and `new` are the words of the events of before 2016. */
function position(event: JsonObject, field: string, oldField: string): string | number | boolean | undefined {
  return scalarOf(exact(event, 'data', field) ?? exact(event, 'data', oldField))
}

const toTab = step((event) => position(event, 'target_tab', 'new'))
const toNext = step(() => 'next unit')
const toPrevious = step(() => 'previous unit')

/** The `seq_…` names are the older ones of the same events, which event-routing-backends does not know. */
export const navigation: Rules = {
  'edx.ui.lms.link_clicked': link,
  'edx.ui.lms.outline.selected': outline,
  'edx.ui.lms.sequence.outline.selected': outline,
  'edx.ui.lms.sequence.tab_selected': toTab,
  seq_goto: toTab,
  'edx.ui.lms.sequence.next_selected': toNext,
  seq_next: toNext,
  'edx.ui.lms.sequence.previous_selected': toPrevious,
  seq_prev: toPrevious,
}
