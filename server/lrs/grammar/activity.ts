import type { Json } from '../../events/json.ts'
import { type Check, listOf, Malformed, objectAt, objectOf, oneOf, text } from './check.ts'
import { extensions, iri, languageMap } from './values.ts'

const component = objectOf({ id: text, description: languageMap }, ['id'])

/** The answers that may be chosen and the like; no two with one id. */
const components: Check = (value, path) => {
  listOf(component)(value, path)
  const ids = (value as readonly Json[]).map((each) => objectAt(each, path).id)
  if (new Set(ids).size < ids.length) throw new Malformed(path, 'must not have an id twice')
}

const interactionTypes = oneOf(
  ...['true-false', 'choice', 'fill-in', 'long-fill-in', 'matching'],
  ...['performance', 'sequencing', 'likert', 'numeric', 'other'],
)

const ofInteractions = {
  correctResponsesPattern: listOf(text),
  choices: components,
  scale: components,
  source: components,
  target: components,
  steps: components,
}

const definitionMembers = objectOf({
  name: languageMap,
  description: languageMap,
  type: iri,
  moreInfo: iri,
  interactionType: interactionTypes,
  extensions,
  ...ofInteractions,
})

const definition: Check = (value, path) => {
  definitionMembers(value, path)
  const given = objectAt(value, path)
  const isInteraction = Object.keys(ofInteractions).some((name) => given[name] !== undefined)
  if (isInteraction && given.interactionType === undefined) throw new Malformed(`${path}/interactionType`, 'is missing')
}

/**
 * An activity.
 * @param id the check of its id
 * @param kinds what it may say that it is
 */
export function activityWith(id: Check, kinds: readonly string[]): Check {
  return objectOf({ objectType: oneOf(...kinds), id, definition }, ['id'])
}
