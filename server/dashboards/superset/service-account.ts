import { z } from 'zod'
import { conflict } from '../../kernel/errors.ts'
import { rison } from './rison.ts'
import { ensureRole, servicePermissions, serviceRole } from './roles.ts'
import type { SupersetSession } from './superset-session.ts'

const usersSchema = z.object({
  result: z.array(z.object({ id: z.int(), roles: z.array(z.object({ name: z.string() })) })),
})

/**
 * Makes the account by which guest tokens are made, with a role of its own and this password; one that is there already is
 * given them again.
 * @param session of an administrator
 * @throws PanoramaError `conflict` for an account of that name which is somebody else's
 */
export async function ensureServiceAccount(
  session: SupersetSession,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<'made' | 'kept'> {
  const roleId = await ensureRole(session, serviceRole, servicePermissions)
  const q = encodeURIComponent(rison({ filters: [{ col: 'username', opr: 'eq', value: user }] }))
  const { result } = await session.ask({ path: `/api/v1/security/users/?q=${q}`, shape: usersSchema })
  const [account] = result
  if (account?.roles.some(({ name }) => name !== serviceRole)) {
    throw conflict(
      `The Superset account “${user}” has other roles than ${serviceRole}: it is not Panorama’s to change.`,
      {
        advice: 'Name another account in PANORAMA_SUPERSET_USER.',
      },
    )
  }
  const facts = { password, roles: [roleId], active: true }
  const shape = z.unknown()
  if (account) {
    await session.ask({ method: 'PUT', path: `/api/v1/security/users/${account.id}`, body: facts, shape })
    return 'kept'
  }
  const names = { username: user, first_name: 'Panorama', last_name: 'service', email: `${user}@panorama.invalid` }
  await session.ask({ method: 'POST', path: '/api/v1/security/users/', body: { ...names, ...facts }, shape })
  return 'made'
}
