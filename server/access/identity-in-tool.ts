import type { ListedDashboard } from '../contract/access.ts'
import { nobodysUserId, type Viewer } from '../contract/viewer.ts'
import type { Admission } from './admission.ts'
import type { Area } from './assigned.ts'
import type { EmbedIdentity } from './embed-provider.ts'
import { rowsOfStaff } from './rows.ts'

/** The tools in which a person has to appear as somebody. */
export type EmbedTool = 'quicksight' | 'superset'

/** What of other tools a site has configured; null for what it has not. */
export interface SiteTools extends Readonly<Record<EmbedTool, { readonly takesGuests: boolean } | null>> {
  /** `PANORAMA_DEFAULT_USER_ARN`: the QuickSight user as which people appear who have none of their own; null for none. */
  readonly defaultArn: string | null
}

/**
 * Why a dashboard that is assigned to somebody cannot be shown to them.
 * - `not-configured`: the site has not configured the tool.
 * - `needs-guests`: it is about people, and the tool cannot be told whose rows to show to somebody who is not its user.
 * - `needs-user`: they would have to be a user of the tool, and there is none for them.
 * - `no-rows`: they teach nothing, so that none of its rows are theirs.
 *
 * And why it cannot be shown to somebody who looks as them:
 * - `user-of-theirs`: they are a user of the tool, and nobody else appears as that user.
 * - `rows-of-nobody`: a learner sees their own rows, and a learner in general has none.
 * - `rows-beyond`: a learner sees all of their own rows, and the tool cannot leave out those that the onlooker may not see.
 */
export type Obstacle =
  | 'not-configured'
  | 'needs-guests'
  | 'needs-user'
  | 'no-rows'
  | 'user-of-theirs'
  | 'rows-of-nobody'
  | 'rows-beyond'

interface Question {
  readonly viewer: Viewer
  readonly admission: Pick<Admission, 'configured'>
  readonly dashboard: ListedDashboard
  readonly area: Area
  readonly tools: SiteTools
}

/**
 * As whom a person appears in another tool, or why they cannot. A learner is always a guest who sees nothing but their own
 * rows: no two of them ever share a user. Whoever looks as somebody appears as them only where both would see the same.
 */
export function identityIn(tool: EmbedTool, question: Question): EmbedIdentity | Obstacle {
  const identity = ownIdentityIn(tool, question)
  return typeof identity === 'string' ? identity : seenByOnlooker(tool, identity, question)
}

function seenByOnlooker(
  tool: EmbedTool,
  identity: EmbedIdentity,
  { viewer, tools }: Question,
): EmbedIdentity | Obstacle {
  const { onlooker } = viewer
  if (onlooker === undefined) return identity
  if (identity.kind === 'registered') {
    // The user whom people share shows administrators what it shows them anyway.
    return onlooker.isSuperuser && identity.arn === tools.defaultArn ? identity : 'user-of-theirs'
  }
  const { rows } = identity
  if (rows.kind !== 'learner') return identity
  if (rows.userId === nobodysUserId) return 'rows-of-nobody'
  if (onlooker.scope.kind === 'site') return identity
  // The rules of a data set of QuickSight take any of a session's tags: together they would open more, not less.
  if (tool === 'quicksight') return 'rows-beyond'
  const { courseKeys, orgs } = onlooker.scope
  return { kind: 'guest', rows: { ...rows, within: { courseKeys, orgs } } }
}

function ownIdentityIn(tool: EmbedTool, question: Question): EmbedIdentity | Obstacle {
  const { viewer, area, tools } = question
  const configured = tools[tool]
  if (configured === null) return 'not-configured'
  if (area === 'student') {
    return configured.takesGuests ? { kind: 'guest', rows: { kind: 'learner', userId: viewer.userId } } : 'needs-guests'
  }
  return tool === 'quicksight'
    ? asStaffInQuickSight(question, configured.takesGuests)
    : asStaffInSuperset(question, configured.takesGuests)
}

/**
 * The user that was set for a person; else the site's default one for whom an administrator configured and for those who
 * may see everything. Course teams are guests with the rows of their courses; where the site pays for no guests, they see
 * as the default user what holds no rows of people.
 */
function asStaffInQuickSight(
  { viewer, admission: { configured }, dashboard, tools: { defaultArn } }: Question,
  takesGuests: boolean,
): EmbedIdentity | Obstacle {
  const own = configured?.arn ?? null
  if (own !== null) return { kind: 'registered', arn: own }
  const isTrusted = configured !== null || viewer.isSuperuser || viewer.isStaff
  if (isTrusted && defaultArn !== null) return { kind: 'registered', arn: defaultArn }
  const rows = rowsOfStaff(viewer)
  // There is no way to tell QuickSight that a guest may see every row.
  if (rows !== null && rows.kind !== 'site' && takesGuests) return { kind: 'guest', rows }
  if (!dashboard.holdsRowsOfPeople && defaultArn !== null) return { kind: 'registered', arn: defaultArn }
  return isTrusted || !dashboard.holdsRowsOfPeople ? 'needs-user' : 'needs-guests'
}

/** Superset knows nobody of ours: everyone is a guest. */
function asStaffInSuperset({ viewer, dashboard }: Question, takesGuests: boolean): EmbedIdentity | Obstacle {
  if (!takesGuests) return 'needs-guests'
  const rows = rowsOfStaff(viewer)
  if (rows !== null) return { kind: 'guest', rows }
  return dashboard.holdsRowsOfPeople ? 'no-rows' : { kind: 'guest', rows: { kind: 'site' } }
}

/** The user as whom an author works in QuickSight itself; null where there is none. */
export function authorArn({ configured }: Pick<Admission, 'configured'>, { defaultArn }: SiteTools): string | null {
  return configured?.role === 'AUTHOR' ? (configured.arn ?? defaultArn) : null
}
