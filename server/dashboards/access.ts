import type { Audience } from '../contract/dashboard.ts'
import type { DataSet, Scope } from '../contract/scope.ts'
import type { Locale } from '../contract/text.ts'
import { nobodysUserId, seenByOnlooker, teachingScope, type Viewer } from '../contract/viewer.ts'
import type { Access } from '../modes/access.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { actorOf } from './learner-actor.ts'
import { refusals } from './refusals.ts'

/** The area of the screen in which an audience meets its dashboards: it is open to whoever the mode lets in there. */
export const areaOf = { learner: 'student', staff: 'courses', operator: 'admin' } as const satisfies Record<
  Audience,
  keyof Access
>

interface Place {
  readonly warehouse: Warehouse
  readonly dataSet: DataSet
  /** Root URL of the LMS, without a trailing slash. */
  readonly lmsUrl: string
  readonly locale: Locale
}

/**
 * The rows a viewer sees as a member of an audience: learners their own, staff those of the courses they teach,
 * operators all; of these whoever looks as somebody else sees only what they see themselves.
 * @throws PanoramaError `forbidden` for staff who teach nothing
 */
export async function scopeFor(viewer: Viewer, audience: Audience, place: Place): Promise<Scope> {
  return seenByOnlooker(viewer, await ownScope(viewer, audience, place))
}

async function ownScope(
  viewer: Viewer,
  audience: Audience,
  { warehouse, dataSet, lmsUrl, locale }: Place,
): Promise<Scope> {
  if (audience === 'operator') return { kind: 'site' }
  if (audience === 'learner') {
    // A learner in general has done nothing.
    if (viewer.userId === nobodysUserId) return { kind: 'courses', courseKeys: [], orgs: [] }
    return { kind: 'self', actorId: await actorOf(warehouse, { dataSet, lmsUrl, userId: viewer.userId }) }
  }
  const scope = teachingScope(viewer)
  if (scope === null) throw refusals[locale].notOpenToYou()
  return scope
}
