import { embedSchema, embedsSchema, embedWantedSchema } from '../../contract/embed.ts'
import type { Api } from '../api-type.ts'
import { identifiedOf } from '../authentication.ts'
import type { AppDependencies } from '../dependencies.ts'
import { leavingOf } from '../leaving.ts'
import { localeOfRequest } from '../locale.ts'

/**
 * `GET embeds`: the dashboards of other tools that are the viewer's. `POST embeds` opens one, `POST embeds/studio` the console
 * of QuickSight: what they answer is good for whoever has it, so they are no GET, which browsers repeat and keep.
 */
export function embedRoutes(api: Api, { embeds, site }: AppDependencies): void {
  const all = { summary: 'Dashboards of other tools', response: { 200: embedsSchema } }
  api.get('/embeds', { schema: all }, async (request) => {
    const locale = await localeOfRequest(request, site.languageCookie)
    return embeds.list(identifiedOf(request).viewer, locale)
  })

  const opened = {
    summary: 'Open a dashboard of another tool, once',
    body: embedWantedSchema,
    response: { 200: embedSchema },
  }
  api.post('/embeds', { schema: opened, config: { whileViewing: 'read' } }, async (request, reply) => {
    const leaving = leavingOf(reply)
    const locale = await localeOfRequest(request, site.languageCookie)
    return embeds.open(identifiedOf(request).viewer, request.body, locale, leaving)
  })

  const studio = { summary: 'Open the console of QuickSight, once', response: { 200: embedSchema } }
  api.post('/embeds/studio', { schema: studio }, async (request, reply) => {
    const leaving = leavingOf(reply)
    const locale = await localeOfRequest(request, site.languageCookie)
    return embeds.studio(identifiedOf(request).viewer, locale, leaving)
  })
}
