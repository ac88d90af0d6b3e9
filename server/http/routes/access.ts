import { z } from 'zod'
import {
  accessImportReportSchema,
  accessImportSchema,
  accessRulesSchema,
  assignmentSchema,
  configuredPersonSchema,
  dashboardTypeSchema,
  listedDashboardSchema,
  lookedUpSchema,
  lookUpSchema,
  newAssignmentSchema,
  newConfiguredPersonSchema,
  newDashboardTypeSchema,
  newListedDashboardSchema,
} from '../../contract/access.ts'
import type { Api } from '../api-type.ts'
import { identifiedOf } from '../authentication.ts'
import type { AppDependencies } from '../dependencies.ts'
import { administratorOf } from '../permissions.ts'

const one = z.object({ id: z.string().max(64) })

/** A table of users may be long; a longer one is for the command line. */
const mostBytesOfTables = 16 * 1024 * 1024

/** What can be set, by its place in the address: what it is called, what is sent, and what it is once it is there. */
const kinds = {
  dashboards: ['dashboard', newListedDashboardSchema, listedDashboardSchema],
  types: ['type', newDashboardTypeSchema, dashboardTypeSchema],
  people: ['person', newConfiguredPersonSchema, configuredPersonSchema],
  assignments: ['assignment', newAssignmentSchema, assignmentSchema],
} as const

/**
 * `GET access`, and `POST`, `PUT` and `DELETE` of its dashboards, types, people and assignments: who gets which dashboards,
 * for administrators. Changes hold at once and are audited. Nobody is named in an address.
 */
export function accessRoutes(api: Api, { modes, access }: AppDependencies): void {
  const all = { summary: 'Who gets which dashboards', response: { 200: accessRulesSchema } }
  api.get('/access', { schema: all }, async (request) => {
    await administratorOf(request, modes)
    return access.rules()
  })

  for (const [place, [kind, wanted, known]] of Object.entries(kinds)) {
    const added = { summary: `Add one of the ${place}`, body: wanted, response: { 201: known } }
    api.post(`/access/${place}`, { schema: added }, async (request, reply) => {
      const { username } = await administratorOf(request, modes)
      return reply.code(201).send(await access.add(kind, request.body, { by: username, requestId: request.id }))
    })

    const changed = { summary: `Change one of the ${place}`, params: one, body: wanted, response: { 200: known } }
    api.put(`/access/${place}/:id`, { schema: changed }, async (request) => {
      const { username } = await administratorOf(request, modes)
      return access.change(kind, request.params.id, request.body, { by: username, requestId: request.id })
    })

    const removed = { summary: `Remove one of the ${place}`, params: one, response: { 204: z.null() } }
    api.delete(`/access/${place}/:id`, { schema: removed }, async (request, reply) => {
      const { username } = await administratorOf(request, modes)
      await access.remove(kind, request.params.id, { by: username, requestId: request.id })
      return reply.code(204).send(null)
    })
  }

  const imported = {
    summary: "Take over what the Panorama plugin's backend has",
    body: accessImportSchema,
    response: { 200: accessImportReportSchema },
  }
  api.post('/access/import', { schema: imported, bodyLimit: mostBytesOfTables }, async (request) => {
    const { username } = await administratorOf(request, modes)
    const { files, ...how } = request.body
    return access.importTables(files, how, { by: username, requestId: request.id })
  })

  const lookedUp = { summary: 'Look a person up in the LMS', body: lookUpSchema, response: { 200: lookedUpSchema } }
  // No GET: a username has no place in an address.
  api.post('/access/lookup', { schema: lookedUp }, async (request) => {
    await administratorOf(request, modes)
    const person = await identifiedOf(request).lookUp(request.body.username)
    return { person: person && { username: person.username, name: person.name } }
  })
}
