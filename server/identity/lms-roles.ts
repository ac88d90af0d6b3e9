import { z } from 'zod'
import { analyticsRoles, type CourseRole } from '../contract/viewer.ts'
import type { Clock } from '../kernel/clock.ts'
import { unavailable } from '../kernel/errors.ts'
import { AnswerCache } from './answer-cache.ts'
import type { AskLms } from './lms-client.ts'
import type { Claims } from './verify-token.ts'

const seconds = 1000
const minutes = 60 * seconds

/** For how long course roles outlive the LMS's silence. */
const usableMs = 15 * minutes

/** What the LMS says a person may do in its courses. */
export interface Standing {
  readonly courseRoles: readonly CourseRole[]
  /** Global staff of the LMS. */
  readonly isStaff: boolean
  /** `outdated`: the LMS does not answer, this is what it said within the last 15 minutes. `unknown`: it said nothing. */
  readonly freshness: 'current' | 'outdated' | 'unknown'
}

export type StandingOf = (claims: Claims, token: string) => Promise<Standing>

type Answer = Omit<Standing, 'freshness'>

/** What a person is left with when the LMS does not accept their token. */
const refused: Answer = { courseRoles: [], isStaff: false }

/**
 * Asks the LMS for a person's roles. Its endpoint joins both of its stores (`student_courseaccessrole` and, from
 * Verawood on, openedx-authz), so it is the one to ask. What it says replaces what the token says, which may be an
 * hour old; a demoted person loses access within two minutes. When it says nothing, nobody gains anything: the last
 * known roles hold for 15 minutes, then only the token's own word on global staff.
 */
export function createLmsRoles({ askLms, clock }: { askLms: AskLms; clock: Clock }): StandingOf {
  const cache = new AnswerCache<Answer>({
    clock,
    // A refusal may only mean that the token was about to expire: it must not outlive the next one by much.
    freshMs: (answer) => (answer === refused ? 10 * seconds : 2 * minutes),
    retryMs: 10 * seconds,
    maxEntries: 10_000,
  })

  async function ask(token: string): Promise<Answer> {
    const answer = await askLms('/api/enrollment/v1/roles/', token, answerSchema)
    // An LMS that has no roles at all is not one that says so of a person.
    if (answer.kind === 'absent') throw unavailable('The LMS does not tell roles.')
    return answer.kind === 'refused' ? refused : readRoles(answer.body)
  }

  return async ({ userId, username, isActive, isStaff }, token) => {
    if (!isActive) return { courseRoles: [], isStaff: false, freshness: 'current' }
    const known = await cache.get(`${userId} ${username}`, () => ask(token))
    if (!known) return { courseRoles: [], isStaff, freshness: 'unknown' }
    if (known.ageMs > usableMs) {
      // Whoever was no longer global staff when the LMS last spoke does not become so again by its silence.
      return { courseRoles: [], isStaff: isStaff && known.answer.isStaff, freshness: 'unknown' }
    }
    return { ...known.answer, freshness: known.isFresh ? 'current' : 'outdated' }
  }
}

const answerSchema = z.object({ roles: z.array(z.unknown()), is_staff: z.boolean() })
const roleSchema = z.object({
  role: z.enum(analyticsRoles),
  org: z.string().nullish(),
  course_id: z.string().nullish(),
})

function readRoles({ roles, is_staff: isStaff }: z.output<typeof answerSchema>): Answer {
  return {
    isStaff,
    courseRoles: roles.flatMap((row): CourseRole[] => {
      const parsed = roleSchema.safeParse(row)
      if (!parsed.success) return []
      const org = parsed.data.org ?? ''
      const courseKey = courseKeyOf(parsed.data.course_id)
      // A role of the whole site (course creators, support) opens no course.
      return courseKey === null && org === '' ? [] : [{ role: parsed.data.role, org, courseKey }]
    }),
  }
}

/** Roles in a whole organisation come with the text of a Python null. */
function courseKeyOf(courseId: string | null | undefined): string | null {
  return !courseId || courseId === 'None' ? null : courseId
}
