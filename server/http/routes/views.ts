import { z } from 'zod'
import { foundLearnersSchema, learnersWantedSchema, viewSchema, viewWantedSchema } from '../../contract/view.ts'
import type { Api } from '../api-type.ts'
import { identifiedOf } from '../authentication.ts'
import type { AppDependencies } from '../dependencies.ts'
import { localeOfRequest } from '../locale.ts'
import { viewCookie } from '../view-cookie.ts'

/**
 * `POST view` begins to look at Panorama as somebody else, `DELETE view` ends it, `POST view/learners` finds whom one may look
 * at in a course. A name has no place in an address, so that finding is no GET.
 */
export function viewRoutes(api: Api, dependencies: AppDependencies): void {
  const { views, site } = dependencies
  const cookie = viewCookie(dependencies)

  const found = {
    summary: 'Learners of a course, to look at Panorama as one of them',
    body: learnersWantedSchema,
    response: { 200: foundLearnersSchema },
  }
  api.post('/view/learners', { schema: found, config: { whileViewing: 'as-oneself' } }, async (request) => {
    const locale = await localeOfRequest(request, site.languageCookie)
    return views.learners(identifiedOf(request).self, request.body, locale)
  })

  const begun = { summary: 'Look at Panorama as somebody else', body: viewWantedSchema, response: { 200: viewSchema } }
  api.post('/view', { schema: begun, config: { whileViewing: 'as-oneself' } }, async (request, reply) => {
    const locale = await localeOfRequest(request, site.languageCookie)
    const { self, lookUp } = identifiedOf(request)
    const replaces = cookie.keyOf(request)
    const { key, view } = await views.begin(self, request.body, {
      ...{ locale, lookUp, requestId: request.id },
      ...(replaces !== undefined && { replaces }),
    })
    cookie.set(reply, key)
    return view
  })

  const ended = { summary: 'Stop looking as somebody else', response: { 204: z.null() } }
  api.delete('/view', { schema: ended, config: { whileViewing: 'as-oneself' } }, async (request, reply) => {
    const key = cookie.keyOf(request)
    if (key !== undefined) await views.end(identifiedOf(request).self, key, request.id)
    cookie.clear(reply)
    return reply.code(204).send(null)
  })
}
