import { flowSchema } from '../../contract/flow.ts'
import type { Api } from '../api-type.ts'
import type { AppDependencies } from '../dependencies.ts'
import { administratorOf } from '../permissions.ts'

/** `GET flow`: how events flow into the data set on show. */
export function flowRoutes(api: Api, { modes, flow }: AppDependencies): void {
  const schema = { summary: 'How events flow into the warehouse', response: { 200: flowSchema } }
  api.get('/flow', { schema }, async (request) => {
    await administratorOf(request, modes)
    return flow()
  })
}
