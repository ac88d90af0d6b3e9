import type { FastifyInstance } from 'fastify'
import { retirementRequestSchema, retirementsSchema } from '../../contract/retirement.ts'
import { invalidRequest } from '../../kernel/errors.ts'
import type { Api } from '../api-type.ts'
import type { AppDependencies } from '../dependencies.ts'
import { keyOf } from '../keys.ts'
import { administratorOf } from '../permissions.ts'

/** A large warehouse is read from end to end, twice. */
const patienceMs = 30 * 60_000

/**
 * `POST retirements`, for a key with the scope `retire`: retires one person from the real data set, in every mode, and answers
 * with the certificate when nothing of them is left. Somebody unknown is no failure: the certificate says that nothing was
 * found. 503 means: ask again, which completes it.
 */
export async function retirementRoutes(scope: FastifyInstance, { retirement }: AppDependencies): Promise<void> {
  scope.post('/', { handlerTimeout: patienceMs }, async (request) => {
    const { name } = keyOf(request.credential, 'retire')
    const checked = retirementRequestSchema.safeParse(request.body)
    if (!checked.success) {
      const problems = checked.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
      throw invalidRequest(`The request is not well formed. ${problems.join('; ')}.`, {
        advice: 'Send JSON with username, userId, email or externalId; the more of them, the more can be found.',
      })
    }
    const { keepFigures, ...person } = checked.data
    return retirement.retire({ person, dataSet: 'real', keepFigures, by: `key ${name}`, requestId: request.id })
  })
}

/** `GET retirements`: the certificates, newest first, for administrators. */
export function certificateRoutes(api: Api, { modes, retirement }: AppDependencies): void {
  const schema = { summary: 'Certificates of retirement, newest first', response: { 200: retirementsSchema } }
  api.get('/retirements', { schema }, async (request) => {
    await administratorOf(request, modes)
    return { retirements: await retirement.list() }
  })
}
