import type { Audience } from '../contract/dashboard.ts'
import type { Mode } from '../contract/mode.ts'
import type { DataSet, Scope } from '../contract/scope.ts'
import type { Locale } from '../contract/text.ts'
import { teachingScope, type Viewer } from '../contract/viewer.ts'
import type { Warehouse } from '../warehouse/ask.ts'
import { actorOf } from './learner-actor.ts'
import { refusals } from './refusals.ts'

/** What dashboards need to know of the modes. */
export interface DashboardModes {
  current(): Promise<CurrentMode>
  /** Which areas a mode opens to a viewer. */
  access(viewer: Viewer, mode: Mode): { readonly student: boolean; readonly courses: boolean; readonly admin: boolean }
}

export interface CurrentMode {
  readonly mode: Mode
  readonly dataSet: DataSet
  /** Whether questions about events can be answered. */
  readonly eventLogs: boolean
}

const areas = { learner: 'student', staff: 'courses', operator: 'admin' } as const satisfies Record<Audience, string>

/** Whether a viewer belongs to an audience, and the mode lets them in. */
export function isOpenTo(viewer: Viewer, audience: Audience, modes: DashboardModes, { mode }: CurrentMode): boolean {
  if (!modes.access(viewer, mode)[areas[audience]]) return false
  return audience !== 'staff' || teachingScope(viewer) !== null
}

/**
 * The rows a viewer sees as a member of an audience: learners their own, staff those of the courses they teach,
 * operators all.
 * @throws PanoramaError `forbidden` for staff who teach nothing
 */
export async function scopeFor(
  viewer: Viewer,
  audience: Audience,
  { warehouse, dataSet, lmsUrl, locale }: { warehouse: Warehouse; dataSet: DataSet; lmsUrl: string; locale: Locale },
): Promise<Scope> {
  if (audience === 'operator') return { kind: 'site' }
  if (audience === 'learner') {
    return { kind: 'self', actorId: await actorOf(warehouse, { dataSet, lmsUrl, userId: viewer.userId }) }
  }
  const scope = teachingScope(viewer)
  if (scope === null) throw refusals[locale].notOpenToYou()
  return scope
}
