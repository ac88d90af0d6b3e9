import { type Session, sessionSchema } from '../../contract/session.ts'
import type { Api } from '../api-type.ts'
import { identifiedOf } from '../authentication.ts'
import type { AppDependencies } from '../dependencies.ts'
import { localeOfRequest } from '../locale.ts'

/** `GET session`: who is there, and which areas of the screen are theirs in the current mode. */
export function sessionRoutes(api: Api, { modes, embeds, views, site }: AppDependencies): void {
  const schema = { summary: 'The signed-in person', response: { 200: sessionSchema } }
  api.get('/session', { schema }, async (request): Promise<Session> => {
    const { viewer, view, roles, preferences } = identifiedOf(request)
    const { mode } = await modes.current()
    const areas = { ...modes.access(viewer, mode), dashboards: await embeds.hasAny(viewer) }
    return {
      user: { id: viewer.userId, username: viewer.username, name: viewer.name },
      mode,
      areas,
      home: homeOf(areas),
      roles,
      locale: await localeOfRequest(request, site.languageCookie),
      timeZone: (await preferences()).timeZone,
      view,
      mayViewAs: [...(await views.kindsOpenTo(viewer))],
      expiresAt: viewer.expiresAt.toISOString(),
    }
  })
}

/** Where a person lands: at the widest view that is theirs. */
function homeOf(areas: Session['areas']): Session['home'] {
  if (areas.admin) return 'admin'
  if (areas.courses) return 'courses'
  if (areas.student) return 'student'
  return areas.dashboards ? 'dashboards' : 'nowhere'
}
