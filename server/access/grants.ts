import type { AccessRules, ListedDashboard } from '../contract/access.ts'
import type { Viewer } from '../contract/viewer.ts'
import { type Admission, admit, type Circumstances } from './admission.ts'
import { type Area, assignedTo } from './assigned.ts'
import type { EmbedIdentity } from './embed-provider.ts'
import { type EmbedTool, identityIn, type Obstacle, type SiteTools } from './identity-in-tool.ts'

/** A dashboard of another tool that is assigned to somebody, and as whom they see it or why they cannot. */
export interface Grant {
  readonly dashboard: ListedDashboard
  readonly tool: EmbedTool
  readonly area: Area
  readonly identity: EmbedIdentity | Obstacle
}

/** All that a person gets. */
export interface Grants extends Admission {
  /** Of QuickSight and Superset: those that this mode shows, staff's before the learner's. */
  readonly embeds: readonly Grant[]
  /**
   * Dashboards of ours and of the hosted service that are assigned to some people, and not to this one. Those that nobody
   * has listed are open to whomever the mode lets see them.
   */
  readonly withheld: readonly Pick<ListedDashboard, 'provider' | 'providerId'>[]
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
      const { provider: tool } = dashboard
      if (!suppliers.includes(tool) || tool === 'native' || tool === 'hosted') return []
      return [{ dashboard, tool, area, identity: identityIn(tool, { viewer, admission, dashboard, area, tools }) }]
    }),
  )
  const has = new Set([...assigned.courses, ...assigned.student])
  const withheld = rules.dashboards
    .filter((dashboard) => (dashboard.provider === 'native' || dashboard.provider === 'hosted') && !has.has(dashboard))
    .map(({ provider, providerId }) => ({ provider, providerId }))
  return {
    ...admission,
    embeds,
    withheld,
    hostedRole: admission.isLetIn && suppliers.includes('hosted') ? admission.role : null,
  }
}
