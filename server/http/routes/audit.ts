import { z } from 'zod'
import { auditSchema } from '../../contract/audit.ts'
import type { Api } from '../api-type.ts'
import type { AppDependencies } from '../dependencies.ts'
import { administratorOf } from '../permissions.ts'

const page = z.object({
  /** `next` of the page before. */
  before: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** `GET audit`: who changed what, newest first. */
export function auditRoutes(api: Api, { modes, store }: AppDependencies): void {
  const schema = { summary: 'The audit log, newest first', querystring: page, response: { 200: auditSchema } }
  api.get('/audit', { schema }, async (request) => {
    await administratorOf(request, modes)
    const { before, limit } = request.query
    return store.auditEntries({ limit, ...(before !== undefined && { before }) })
  })
}
