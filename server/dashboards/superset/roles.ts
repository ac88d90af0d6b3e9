import { z } from 'zod'
import { misconfigured } from '../../kernel/errors.ts'
import { rison } from './rison.ts'
import type { SupersetSession } from './superset-session.ts'

/** A permission of Superset's and what it is on: `can_read` on `Dashboard`. */
export type Permission = `${string} on ${string}`

/** What a guest needs to look at a dashboard in a frame, and nothing that reads data by itself: that comes with the token. */
export const guestPermissions: readonly Permission[] = [
  'can_read on Dashboard',
  'can_read on CurrentUserRestApi',
  'can_read on EmbeddedDashboard',
  'can_read on Chart',
  'can_read on Theme',
  'can_read on CssTemplate',
  'can_read on Annotation',
  'can_read on AnnotationLayerRestApi',
  'can_read on DashboardFilterStateRestApi',
  'can_write on DashboardFilterStateRestApi',
  'can_read on DashboardPermalinkRestApi',
  'can_time_range on Api',
  'can_query on Api',
  'can_query_form_data on Api',
  'can_dashboard on Superset',
  'can_slice on Superset',
  'can_explore_json on Superset',
  'can_get on Datasource',
  'can_external_metadata on Datasource',
]

/** What the service account needs: to make guest tokens, and to see how boards and data sets are made up. It cannot query. */
export const servicePermissions: readonly Permission[] = [
  'can_grant_guest_token on SecurityRestApi',
  'can_read on SecurityRestApi',
  'can_read on Dashboard',
  'can_get_embedded on Dashboard',
  'can_read on Dataset',
  'all_datasource_access on all_datasource_access',
]

export const serviceRole = 'PanoramaService'

/** With one of these a role reads data on its own, whatever a token says. */
const opensData =
  /^(all_(datasource|database|query)_access|datasource_access|database_access|schema_access|catalog_access|can_sqllab|can_execute_sql_query|can_samples|can_csv|can_drill)/

/** The permissions by which a role could read more than a token gives. */
export function openings(permissions: ReadonlySet<Permission>): Permission[] {
  return [...permissions].filter((permission) => opensData.test(permission)).sort()
}

const idsSchema = z.object({ ids: z.array(z.int()) })
const permissionsSchema = z.object({
  result: z.array(z.object({ permission_name: z.string(), view_menu_name: z.string() })),
})
const resourcesSchema = z.object({
  count: z.int(),
  result: z.array(
    z.object({ id: z.int(), permission: z.object({ name: z.string() }), view_menu: z.object({ name: z.string() }) }),
  ),
})

/** The id of a role, or null where there is none of that name. Needs an administrator. */
export async function findRole(session: SupersetSession, name: string): Promise<number | null> {
  const q = encodeURIComponent(rison({ filters: [{ col: 'name', opr: 'eq', value: name }] }))
  const { ids } = await session.ask({ path: `/api/v1/security/roles/?q=${q}`, shape: idsSchema })
  return ids[0] ?? null
}

export async function permissionsOf(session: SupersetSession, roleId: number): Promise<ReadonlySet<Permission>> {
  const { result } = await session.ask({
    path: `/api/v1/security/roles/${roleId}/permissions/`,
    shape: permissionsSchema,
  })
  return new Set(
    result.map(({ permission_name, view_menu_name }): Permission => `${permission_name} on ${view_menu_name}`),
  )
}

/**
 * Makes a role with exactly these permissions, or brings it to them. Further permissions that this version of Superset does
 * not know are left out; without the first there is no use in the role.
 * @returns its id
 */
export async function ensureRole(
  session: SupersetSession,
  name: string,
  permissions: readonly Permission[],
): Promise<number> {
  const ids = await knownPermissions(session)
  const wanted = permissions.flatMap((permission) => ids.get(permission) ?? [])
  if (!ids.has(permissions[0]!)) {
    throw misconfigured(`Superset does not know the permission “${permissions[0]}”.`, {
      advice: 'Panorama needs Superset 6.0 or newer, after `superset init`.',
    })
  }
  const roleId = (await findRole(session, name)) ?? (await addRole(session, name))
  await session.ask({
    method: 'POST',
    path: `/api/v1/security/roles/${roleId}/permissions`,
    body: { permission_view_menu_ids: wanted },
    shape: z.unknown(),
  })
  return roleId
}

/** Superset gives a hundred of them at a time at most. */
async function knownPermissions(session: SupersetSession): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>()
  for (let page = 0; ; page++) {
    const q = encodeURIComponent(rison({ page, page_size: 100 }))
    const { count, result } = await session.ask({
      path: `/api/v1/security/permissions-resources/?q=${q}`,
      shape: resourcesSchema,
    })
    for (const { id, permission, view_menu } of result) ids.set(`${permission.name} on ${view_menu.name}`, id)
    if (result.length === 0 || ids.size >= count) return ids
  }
}

async function addRole(session: SupersetSession, name: string): Promise<number> {
  const { id } = await session.ask({
    method: 'POST',
    path: '/api/v1/security/roles/',
    body: { name },
    shape: z.object({ id: z.int() }),
  })
  return id
}
