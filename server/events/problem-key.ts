import { badInput } from '../kernel/errors.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { courseKeyOf, usageKey } from './keys.ts'
import type { Lms } from './lms.ts'
import { anywhere, either, exact, required, textOf } from './lookup.ts'

/**
 * The usage key of the problem: from the payload where there is one, else from the module that the LMS was serving.
 * @throws PanoramaError `bad_input`, when the payload names no problem
 */
export function problemKey(event: JsonObject): string | undefined {
  const data = anywhere(event, 'data')
  if (!isObject(data)) return textOf(anywhere(event, 'usage_key'), 'usage_key')
  const key = either(exact(event, 'data', 'problem_id'), exact(event, 'data', 'module_id'))
  return required(textOf(key, 'data.problem_id'), 'data.problem_id')
}

/**
 * The block of a submission as the browser tells it: `activate_block_id` in the address of the page (usually the
 * sequence that holds the problem), else the problem in the name of the first field (`input_<block>_2_1=…`).
 */
export function submittedBlockKey(event: JsonObject, lms: Lms): string | undefined {
  const referer = textOf(either(anywhere(event, 'referer'), exact(event, 'context', 'referer')), 'referer')
  const activated = activatedBlock(referer ?? '')
  // Usage keys have a + and no space: where a page forgot to encode the one, it was read as the other.
  return (
    (lms.faithful ? activated : activated?.replaceAll(' ', '+')) ??
    blockOfForm(anywhere(event, 'data'), courseKeyOf(event))
  )
}

function activatedBlock(address: string): string | undefined {
  const query = /\?([^#]*activate_block_id=[^#]*)/.exec(address)?.[1]
  return query && new URLSearchParams(query).getAll('activate_block_id').find((id) => id !== '')
}

/** The problem of a form: `input_<block>_2_1=…` is the name of its first field. */
export function blockOfForm(form: Json | undefined, courseKey: string | undefined): string | undefined {
  if (form === undefined || courseKey === undefined) return undefined
  if (typeof form !== 'string') throw badInput('data is not text')
  // Ids of courses of before 2015 have underscores of their own; event-routing-backends reads only the newer ones.
  const id = courseKey.includes(':') ? form.split('_')[1] : /^input_(.+?)_\d+_\d+(?:\[\]|%5B%5D)?=/.exec(form)?.[1]
  return id === undefined ? undefined : usageKey(courseKey, 'problem', id)
}
