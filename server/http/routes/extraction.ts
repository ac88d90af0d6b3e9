import { extractionStateSchema } from '../../contract/extraction.ts'
import type { Api } from '../api-type.ts'
import type { AppDependencies } from '../dependencies.ts'
import { administratorOf } from '../permissions.ts'

/** `GET extraction`: what comes from the LMS, how fresh it is, when it comes again. `POST extraction/runs` has it come now; audited. */
export function extractionRoutes(api: Api, { modes, extractions }: AppDependencies): void {
  const shown = { summary: 'What is extracted from the LMS, and when', response: { 200: extractionStateSchema } }
  api.get('/extraction', { schema: shown }, async (request) => {
    await administratorOf(request, modes)
    return extractions.state()
  })

  const started = { summary: 'Extract from the LMS now', response: { 202: extractionStateSchema } }
  api.post('/extraction/runs', { schema: started }, async (request, reply) => {
    const { username } = await administratorOf(request, modes)
    await extractions.runNow(username, request.id)
    return reply.status(202).send(await extractions.state())
  })
}
