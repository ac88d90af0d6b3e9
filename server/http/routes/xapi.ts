import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Credential } from '../../contract/credential.ts'
import { invalidRequest, notFound, PanoramaError } from '../../kernel/errors.ts'
import { formatted } from '../../lrs/format.ts'
import { uuidPattern } from '../../lrs/grammar/values.ts'
import { RefusedStatements } from '../../lrs/sent-statements.ts'
import { moreParameter, readQuery } from '../../lrs/statement-query.ts'
import type { AppDependencies } from '../dependencies.ts'
import { failureAnswer } from '../failures.ts'
import { keyOf } from '../keys.ts'
import { type Body, readBody } from '../read-body.ts'
import { senderKeeps } from '../sender-keeps.ts'
import { isAlternate, readRequest, type XapiRequest } from '../xapi-request.ts'

/** event-routing-backends sends a hundred statements at a time, of about a kilobyte each. */
const largestBody = 10_000_000
/** A form may come from somebody whose key is only in it. */
const largestForm = 1_000_000

const spoken = '1.0.3'
const versions = ['1.0.0', '1.0.1', '1.0.2', '1.0.3']

/** The resources of the standard that keep documents and profiles, which Panorama does not. */
const notKept = ['activities', 'activities/state', 'activities/profile', 'agents', 'agents/profile']

/**
 * The LRS: the Statement Resource and About of xAPI 1.0.3. Statements go into the real data set in every mode. What is read
 * back is what came through the LRS; statements that were made from tracking logs are not read through it.
 *
 * In one point it leaves the standard on purpose: where the id of one statement is taken, the answer is 409 and the others of
 * the batch are stored, because event-routing-backends takes a 409 to mean that its batch is done. Of a batch with a malformed
 * statement the LRS has nothing; what else is in it is not lost (see `refusedStatements`).
 */
export async function xapiRoutes(scope: FastifyInstance, dependencies: AppDependencies): Promise<void> {
  const { lrs, keys } = dependencies
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, request.headers['content-encoding'], isAlternate(request) ? largestForm : largestBody),
  )
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('x-experience-api-version', spoken)
    reply.header('x-experience-api-consistent-through', lrs.consistentThrough().toISOString())
  })
  scope.addHook('onResponse', async (request) => (request.body as Body | null | undefined)?.release?.())
  scope.setErrorHandler((error, request, reply) => {
    if (error instanceof RefusedStatements) return sendRefusal(error, request.id, reply)
    throw error
  })
  scope.setNotFoundHandler(async () => {
    throw notFound('The LRS has no such resource.')
  })

  scope.get('/about', { config: { open: true } }, async () => ({ version: versions }))

  for (const path of notKept) {
    scope.all(`/${path}`, async () => {
      throw new PanoramaError('not_implemented', 501, 'Panorama keeps statements only.', {
        advice: 'Keep states, profiles and documents in another LRS.',
      })
    })
  }

  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = await readRequest(request, keys)
    const path = request.routeOptions.url ?? ''
    const credential = keyOf(asked.credential)
    requireVersion(asked)
    switch (asked.method) {
      case 'GET':
        return getStatements(asked, credential, path, request, reply)
      case 'PUT':
        return putStatement(asked, credential, reply)
      case 'POST':
        return postStatements(asked, credential)
      default:
        throw invalidRequest('The method must be GET, PUT or POST.')
    }
  }

  scope.get('/statements', answer)
  scope.put('/statements', answer)
  scope.post('/statements', { config: { keyInBody: isAlternate } }, answer)

  async function postStatements(asked: XapiRequest, credential: Credential): Promise<string[]> {
    keyOf(credential, 'write')
    requireJson(asked)
    if (asked.parameters.size > 0) throw invalidRequest('POST takes no parameters here.')
    return senderKeeps(lrs.post(asked.content, credential))
  }

  async function putStatement(asked: XapiRequest, credential: Credential, reply: FastifyReply) {
    keyOf(credential, 'write')
    requireJson(asked)
    const id = asked.parameters.get('statementId')
    if (id === null || asked.parameters.size > 1 || !uuidPattern.test(id)) {
      throw invalidRequest('PUT takes the parameter statementId, a UUID, and no other.')
    }
    await senderKeeps(lrs.put(id, asked.content, credential))
    return reply.code(204).send()
  }

  async function getStatements(
    { parameters }: XapiRequest,
    credential: Credential,
    path: string,
    { headers }: FastifyRequest,
    reply: FastifyReply,
  ) {
    keyOf(credential, 'read-all', 'read-mine')
    const query = readQuery(parameters)
    const shown = (statement: Parameters<typeof formatted>[0]) =>
      formatted(statement, query.format, headers['accept-language'])
    if (query.kind === 'one') {
      const found = await lrs.one(query.id, query.voided, credential)
      if (!found) throw notFound('There is no such statement.')
      reply.header('last-modified', new Date(found.stored / 1000).toUTCString())
      return shown(found.statement)
    }
    const { statements, next } = await lrs.page(query, query.after, credential)
    const more = next === null ? '' : `${path}?more=${moreParameter(parameters, next)}`
    return { statements: statements.map(shown), more }
  }
}

/** 1.0 and 1.0.x are one standard to those who speak it. */
function requireVersion({ version }: XapiRequest): void {
  if (version !== undefined && /^1\.0(\.\d+)?$/.test(version)) return
  throw invalidRequest('The header X-Experience-API-Version must say 1.0.3, or another version 1.0.x.')
}

function requireJson({ contentType = '' }: XapiRequest): void {
  if (/^application\/json\s*(;|$)/i.test(contentType)) return
  if (/^multipart\//i.test(contentType)) {
    throw invalidRequest('Panorama keeps no data of attachments, and so reads no multipart bodies.', {
      advice: 'Send statements as application/json, attachments with a fileUrl.',
    })
  }
  throw invalidRequest('Statements come as application/json.')
}

/** The one shape of failures, with every place that is wrong. */
function sendRefusal(error: RefusedStatements, requestId: string, reply: FastifyReply) {
  const { status, body } = failureAnswer(error, requestId)
  const details = error.problems.map(({ path, reason }) => ({ field: path, problem: reason }))
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ error: { ...body.error, details } })
}
