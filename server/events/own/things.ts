import { blockIri } from '../activities.ts'
import { activityTypes } from '../iris.ts'
import type { Json } from '../json.ts'
import { courseKeyOf } from '../keys.ts'
import { either, exact, isTruthy, required, scalarOf, textOf } from '../lookup.ts'
import { blockOfForm } from '../problem-key.ts'
import { activity } from '../statement.ts'
import { absoluteIri } from '../web-address.ts'
import { ownType } from './iris.ts'
import type { Thing } from './row.ts'

/** The block that a field of the payload names. */
export const block = (field: string, type: string = activityTypes.resource): Thing => ({
  about: `the block \`data.${field}\``,
  of: (event, lms) =>
    activity(blockIri(lms, iriText(exact(event, 'data', field), `data.${field}`), `data.${field}`), { type }),
})

/** The block that the LMS was serving. */
export const servedBlock = (type: string = activityTypes.resource): Thing => ({
  about: 'the block `context.module.usage_key`',
  of: (event, lms) =>
    activity(blockIri(lms, iriText(exact(event, 'context', 'module', 'usage_key'), 'usage_key'), 'usage_key'), {
      type,
    }),
})

/** A problem, by whichever field names it. */
export const problem: Thing = {
  about: 'the problem `data.problem_id`, `data.module_id` or `data.problem`, else the block `context.module.usage_key`',
  of(event, lms) {
    const named = ['problem_id', 'module_id', 'problem'].map((field) => exact(event, 'data', field)).find(isTruthy)
    const key = iriText(named ?? exact(event, 'context', 'module', 'usage_key'), 'data.problem_id')
    return activity(blockIri(lms, key, 'the problem'), { type: activityTypes.interaction })
  },
}

/** A problem of which the browser sends the form: the block is in the name of its first field. The answers are not told. */
export const problemOfForm: Thing = {
  about: 'the problem in the name of the first field of the form',
  of(event, lms) {
    const { data } = event
    const form = Array.isArray(data) ? (data as readonly Json[])[0] : data
    const key =
      typeof form === 'string'
        ? blockOfForm(form, courseKeyOf(event))
        : iriText(exact(event, 'data', 'problem'), 'data')
    return activity(blockIri(lms, iriText(key, 'data'), 'the problem'), { type: activityTypes.interaction })
  },
}

/** Something that has a kind and an id, and no address. */
export const named = (kind: string, field: string): Thing => ({
  about: `\`urn:panorama:${kind}:\` and \`data.${field}\``,
  of(event) {
    const id = required(scalarOf(either(exact(event, 'data', field), undefined)), `data.${field}`)
    return activity(`urn:panorama:${kind}:${encodeURIComponent(wellFormed(String(id)))}`, { type: ownType(kind) })
  },
})

/** A place of which a course, or the site, has one. */
export const place = (kind: string): Thing => ({
  about: `\`urn:panorama:${kind}\``,
  of: () => activity(`urn:panorama:${kind}`, { type: ownType(kind) }),
})

export const site: Thing = {
  about: 'the LMS',
  of: (_event, lms) => activity(lms.url, { type: ownType('site') }),
}

/** A chapter of a textbook: its file. */
export const chapter: Thing = {
  about: 'the file `data.chapter`, else `urn:panorama:textbook`',
  of(event, lms) {
    const file = exact(event, 'data', 'chapter')
    const isAddress = typeof file === 'string' && /^(\/|https?:)/.test(file)
    const id = isAddress ? absoluteIri(file.replace(/[?#].*$/s, ''), lms.url) : 'urn:panorama:textbook'
    return activity(id, { type: 'http://id.tincanapi.com/activitytype/chapter' })
  },
}

/** A key as a part of an IRI: what may not stand in one is encoded. */
function iriText(value: Json | undefined, name: string): string | undefined {
  return textOf(value, name)?.replace(/[\s<>"{}|\\^`\p{C}]/gu, (character) => encodeURIComponent(wellFormed(character)))
}

/** Half of a surrogate pair cannot be encoded. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}
