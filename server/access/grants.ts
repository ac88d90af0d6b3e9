import type { AccessRules, ListedDashboard } from '../contract/access.ts'
import type { Viewer } from '../contract/viewer.ts'
import { type Admission, admit, type Circumstances } from './admission.ts'
import { type Area, assignedTo } from './assigned.ts'
import type { EmbedIdentity } from './embed-provider.ts'
import { identityIn, type Obstacle, type SiteTools } from './identity-in-tool.ts'

/** A dashboard of another tool that is assigned to somebody, and as whom they see it or why they cannot. */
export interface Grant {
  readonly dashboard: ListedDashboard
  readonly area: Area
  readonly identity: EmbedIdentity | Obstacle
}

/** All that a person gets. */
export interface Grants extends Admission {
  /** Of QuickSight and Superset: those that this mode shows, staff's before the learner's. */
  readonly embeds: readonly Grant[]
  /** As what the hosted service is asked for its dashboards; null where it is not asked. */
  readonly hostedRole: NonNullable<Admission['role']> | null
}

/** Who gets what, and as whom: the one place where it is decided. Pure; everything else asks it. */
export function grantsFor(viewer: Viewer, circumstances: Circumstances, rules: AccessRules, tools: SiteTools): Grants {
  const admission = admit(viewer, circumstances, rules)
  const { suppliers } = circumstances
  const assigned = assignedTo(viewer, admission, circumstances, rules)
  const embeds = (['courses', 'student'] as const).flatMap((area) =>
    assigned[area].flatMap((dashboard): Grant[] => {
      const { provider } = dashboard
      if (!suppliers.includes(provider) || provider === 'native' || provider === 'hosted') return []
      return [{ dashboard, area, identity: identityIn(provider, { viewer, admission, dashboard, area, tools }) }]
    }),
  )
  return {
    ...admission,
    embeds,
    hostedRole: admission.isLetIn && suppliers.includes('hosted') ? admission.role : null,
  }
}
