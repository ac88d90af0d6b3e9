import { blockIri } from './activities.ts'
import { activityTypes, extensionIris, verbs } from './iris.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { type Lms, valueTold } from './lms.ts'
import { exact, required, textOf } from './lookup.ts'
import type { Rule, Rules } from './rule.ts'
import { isNumber, isText, quoted, type StatementText } from './rule-text.ts'
import { activity } from './statement.ts'
import { linkIri } from './web-address.ts'

const link: Rule = {
  verb: verbs.navigated,
  object: (event, lms) => activity(linkIri(targetUrl(event), lms), { type: activityTypes.link }),
  about: { object: 'the address `data.target_url`' },
  mends: ['absoluteLink', 'noMailAddress'],
}

const outline: Rule = {
  verb: verbs.navigated,
  object: (event, lms) =>
    activity(linkIri(targetUrl(event), lms), {
      name: { en: required(textOf(exact(event, 'data', 'target_name'), 'data.target_name'), 'data.target_name') },
      type: activityTypes.module,
    }),
  text: outlineText,
  about: { object: 'the address `data.target_url`, by the name `data.target_name`' },
  mends: ['absoluteLink', 'noMailAddress'],
}

function targetUrl(event: JsonObject): string {
  return required(textOf(exact(event, 'data', 'target_url'), 'data.target_url'), 'data.target_url')
}

/** A step between the units of a sequence. Positions count from 1 and keep the type (number or text) that they came in. */
const step = (endingPoint: (event: JsonObject, lms: Lms) => Json | undefined, inWords: string): Rule => ({
  verb: verbs.navigated,
  object: (event, lms) =>
    activity(blockIri(lms, textOf(exact(event, 'data', 'id'), 'data.id'), 'data.id'), {
      type: activityTypes.resource,
      extensions: { [extensionIris.totalItems]: valueTold(lms, exact(event, 'data', 'tab_count')) },
    }),
  extensions: (event, lms) => ({
    [extensionIris.startingPosition]: position(event, lms, 'current_tab', 'old'),
    [extensionIris.endingPoint]: endingPoint(event, lms),
  }),
  text: (event, lms) => stepText(event, lms, endingPoint(event, lms)),
  about: {
    object: 'the block `data.id`; extension `total-items`: `data.tab_count`',
    context: `extensions \`starting-position\`: \`data.current_tab\`; \`ending-point\`: ${inWords}`,
  },
})

/** `old` and `new` are the words of the events of before 2016. */
function position(event: JsonObject, lms: Lms, field: string, oldField: string): Json | undefined {
  return valueTold(lms, exact(event, 'data', field) ?? exact(event, 'data', oldField))
}

const toTab = step((event, lms) => position(event, lms, 'target_tab', 'new'), '`data.target_tab`')
const toNext = step(() => 'next unit', '`next unit`')
const toPrevious = step(() => 'previous unit', '`previous unit`')

function outlineText({ data }: JsonObject, lms: Lms): StatementText | null {
  if (!isObject(data) || !isText(data.target_url) || !isText(data.target_name)) return null
  return {
    objectId: linkIri(data.target_url, lms),
    definition: `{"name":{"en":${quoted(data.target_name)}},"type":"${activityTypes.module}"}`,
  }
}

function stepText({ data }: JsonObject, lms: Lms, end: Json | undefined): StatementText | null {
  if (!isObject(data) || !isText(data.id) || !isNumber(data.tab_count) || !isNumber(data.current_tab)) return null
  const place = isNumber(end) ? String(end) : isText(end) ? quoted(end) : null
  if (place === null) return null
  return {
    objectId: blockIri(lms, data.id, 'data.id'),
    definition: `{"type":"${activityTypes.resource}","extensions":{"${extensionIris.totalItems}":${data.tab_count}}}`,
    extensions: `"${extensionIris.startingPosition}":${data.current_tab},"${extensionIris.endingPoint}":${place}`,
  }
}

/** The `seq_…` names are the older ones of the same events, which event-routing-backends does not know. */
export const navigation: Rules = {
  'edx.ui.lms.link_clicked': link,
  'edx.ui.lms.outline.selected': outline,
  'edx.ui.lms.sequence.outline.selected': outline,
  'edx.ui.lms.sequence.tab_selected': toTab,
  seq_goto: { ...toTab, isOurs: true },
  'edx.ui.lms.sequence.next_selected': toNext,
  seq_next: { ...toNext, isOurs: true },
  'edx.ui.lms.sequence.previous_selected': toPrevious,
  seq_prev: { ...toPrevious, isOurs: true },
}
