import { z } from 'zod'
import {
  createdCredentialSchema,
  credentialSchema,
  credentialsSchema,
  newCredentialSchema,
} from '../../contract/credential.ts'
import type { Api } from '../api-type.ts'
import type { AppDependencies } from '../dependencies.ts'
import { administratorOf } from '../permissions.ts'

const one = z.object({ id: z.string().max(64) })

/** `GET` and `POST credentials`, `DELETE credentials/:id`: the keys of programs, for administrators. Changes are audited. */
export function credentialRoutes(api: Api, { modes, keys }: AppDependencies): void {
  const all = { summary: 'Keys of programs, newest first', response: { 200: credentialsSchema } }
  api.get('/credentials', { schema: all }, async (request) => {
    await administratorOf(request, modes)
    return { credentials: await keys.list() }
  })

  const made = {
    summary: 'Make a key; its secret is told this once',
    body: newCredentialSchema,
    response: { 201: createdCredentialSchema },
  }
  api.post('/credentials', { schema: made }, async (request, reply) => {
    const { username } = await administratorOf(request, modes)
    return reply.code(201).send(await keys.create(request.body, username, request.id))
  })

  const revoked = { summary: 'Revoke a key, at once', params: one, response: { 200: credentialSchema } }
  api.delete('/credentials/:id', { schema: revoked }, async (request) => {
    const { username } = await administratorOf(request, modes)
    return keys.revoke(request.params.id, username, request.id)
  })
}
