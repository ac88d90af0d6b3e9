import { extensionIris } from '../events/iris.ts'
import { isObject, type Json } from '../events/json.ts'

/**
 * A statement without what leads from it back to a log, and without what somebody wrote in their own words: its session and
 * its answer. No figure is made of either.
 */
export function withoutTraces(event: string): string {
  const statement = JSON.parse(event) as Json
  if (!isObject(statement)) return event
  const { context, result } = statement
  return JSON.stringify({
    ...statement,
    ...(isObject(result) && { result: without(result, 'response') }),
    ...(isObject(context) && { context: withoutSession(context) }),
  })
}

function withoutSession(context: Readonly<Record<string, Json>>) {
  const { extensions } = context
  return isObject(extensions) ? { ...context, extensions: without(extensions, extensionIris.sessionId) } : context
}

function without(object: Readonly<Record<string, Json>>, name: string) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))
}
