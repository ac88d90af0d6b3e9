import { pipelineSchema } from '../../contract/pipeline.ts'
import type { Api } from '../api-type.ts'
import type { AppDependencies } from '../dependencies.ts'
import { localeOfRequest } from '../locale.ts'
import { administratorOf } from '../permissions.ts'

const runsShown = 20

/** `GET pipeline`: how much is there, how fresh it is, and how the newest imports into the data set on show ended. */
export function pipelineRoutes(api: Api, { modes, dashboards, store, site }: AppDependencies): void {
  const schema = { summary: 'How fresh the data is', response: { 200: pipelineSchema } }
  api.get('/pipeline', { schema }, async (request) => {
    const viewer = await administratorOf(request, modes)
    const locale = await localeOfRequest(request, site.languageCookie)
    const [pipeline, runs] = await Promise.all([dashboards.pipeline(viewer, locale), store.runs(runsShown)])
    return { ...pipeline, runs }
  })
}
