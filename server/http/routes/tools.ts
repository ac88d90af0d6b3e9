import { z } from 'zod'
import { toolSchema, toolsSchema, toolTestSchema } from '../../contract/tool.ts'
import type { Api } from '../api-type.ts'
import type { AppDependencies } from '../dependencies.ts'
import { leavingOf } from '../leaving.ts'
import { localeOfRequest } from '../locale.ts'
import { administratorOf } from '../permissions.ts'

const one = z.object({ tool: toolSchema })

/** `GET tools` and `POST tools/:tool/test`: whether the other tools of this site are connected, for administrators. */
export function toolRoutes(api: Api, { modes, tools, site }: AppDependencies): void {
  const all = { summary: 'Other tools that make dashboards', response: { 200: toolsSchema } }
  api.get('/tools', { schema: all }, async (request) => {
    await administratorOf(request, modes)
    return tools.list()
  })

  // No GET: it asks another service, again at each reading.
  const tested = { summary: 'Look whether a tool is connected', params: one, response: { 200: toolTestSchema } }
  api.post('/tools/:tool/test', { schema: tested }, async (request, reply) => {
    const leaving = leavingOf(reply)
    const viewer = await administratorOf(request, modes)
    const locale = await localeOfRequest(request, site.languageCookie)
    return { findings: await tools.test(request.params.tool, viewer, locale, leaving) }
  })
}
