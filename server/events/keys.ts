import { badInput } from '../kernel/errors.ts'
import type { JsonObject } from './json.ts'
import type { Lms } from './lms.ts'
import { exact, required, textOf } from './lookup.ts'

const courseKeyPattern = /^(?:[a-z][a-z0-9-]*-v\d+:[^\s/?#:+]+\+[^\s/?#:]+|[^\s/?#:+]+\/[^\s/?#:+]+\/[^\s/?#:+]+)$/

/**
 * The course key of an event, of the style `course-v1:Org+Course+Run` (`ccx-v1:…` too) or `Org/Course/Run` of before 2015.
 * @throws PanoramaError `bad_input`, when it is no course key
 */
export function courseKeyOf(event: JsonObject): string | undefined {
  return checked(textOf(exact(event, 'context', 'course_id'), 'context.course_id'))
}

/**
 * The course in which something happened: that of the context, or the payload's where the context has none.
 * Faithfully: that of the context alone.
 * @throws PanoramaError `bad_input`, when the context's is no course key
 */
export function surroundingCourseKeyOf(event: JsonObject, lms: Lms): string | undefined {
  const key = courseKeyOf(event)
  if (key !== undefined || lms.faithful) return key
  const told = exact(event, 'data', 'course_id')
  return typeof told === 'string' && isCourseKey(told) ? told : undefined
}

/**
 * The same where a statement makes no sense without. The payload's own course key helps out: jobs of the LMS write events
 * outside of any course's context. Event-routing-backends would skip these.
 */
export function requiredCourseKeyOf(event: JsonObject): string {
  const key = courseKeyOf(event) ?? checked(textOf(exact(event, 'data', 'course_id'), 'data.course_id'))
  return required(key, 'context.course_id')
}

function checked(key: string | undefined): string | undefined {
  if (key !== undefined && !isCourseKey(key)) throw badInput('not a course key')
  return key
}

/** A site has some thousand course runs, and every event names one or two. */
const knownKeys = new Set<string>()
const mostKnownKeys = 10_000

function isCourseKey(key: string): boolean {
  if (knownKeys.has(key)) return true
  if (!courseKeyPattern.test(key)) return false
  if (knownKeys.size >= mostKnownKeys) knownKeys.clear()
  knownKeys.add(key)
  return true
}

/** The usage key of a block that an event names by its id alone. */
export function usageKey(courseKey: string, category: string, blockId: string): string {
  const colon = courseKey.indexOf(':')
  if (colon < 0) return oldUsageKey(courseKey, category, blockId)
  const [scheme, course] = [courseKey.slice(0, colon), courseKey.slice(colon + 1)]
  const version = scheme.slice(scheme.lastIndexOf('-') + 1)
  return `${scheme.includes('ccx') ? 'ccx-' : ''}block-${version}:${course}+type@${category}+block@${blockId}`
}

/**
 * Courses of before 2015 wrote ids as in HTML: `i4x-edX-DemoX-video-abc` is `i4x://edX/DemoX/video/abc`.
 * Event-routing-backends cannot read them.
 */
export function oldUsageKey(courseKey: string, category: string, blockId: string): string {
  const [org, course] = courseKey.split('/') as [string, string]
  const prefix = `i4x-${org}-${course}-${category}-`.replace(/[^\w-]/g, '_')
  const name = blockId.startsWith(prefix) ? blockId.slice(prefix.length) : blockId
  return `i4x://${org}/${course}/${category}/${name}`
}
