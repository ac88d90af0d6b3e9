import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Failure } from '../contract/failure.ts'
import { PanoramaError } from '../kernel/errors.ts'

interface Answer {
  readonly status: number
  readonly body: Failure
}

/**
 * Any error as an answer in the one shape. From 500 up only general words leave the house, unless they were written for
 * whoever asks: what went wrong inside may quote a learner's data, and is in the log under the request's id.
 */
export function failureAnswer(error: unknown, requestId: string): Answer {
  if (error instanceof PanoramaError) {
    const { code, status, message, advice, why, isForWhoeverAsks } = error
    const { body } = answer(status, code, isForWhoeverAsks ? message : generalWords(status), requestId, advice)
    return { status, body: isForWhoeverAsks && why !== undefined ? { error: { ...body.error, why } } : body }
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const { body } = answer(400, 'invalid_request', 'The request is not well formed.', requestId)
    const details = error.validation.map(({ instancePath, message }) => ({
      field: instancePath.slice(1).replaceAll('/', '.') || (error.validationContext ?? 'request'),
      problem: message ?? 'is not valid',
    }))
    return { status: 400, body: { error: { ...body.error, details } } }
  }
  const status = (error as Partial<FastifyError> | null)?.statusCode ?? 500
  if (status >= 400 && status < 500) {
    const words = STATUS_CODES[status] ?? 'Bad Request'
    return answer(status, words.toLowerCase().replaceAll(/[^a-z]+/g, '_'), `${words}.`, requestId)
  }
  return answer(
    status === 503 ? 503 : 500,
    status === 503 ? 'unavailable' : 'internal',
    generalWords(status),
    requestId,
  )
}

/** The one place where errors become answers, and where they are logged. */
export function answerFailures(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    logFailure(error, sendFailure(error, request.id, reply), reply)
  })
}

/** Logs what is ours to put right. */
export function logFailure(error: unknown, status: number, { log, raw }: FastifyReply): void {
  // That a reader left in the middle of an answer is nobody's failure.
  if (status >= 500 && !raw.destroyed) log.error({ err: error, cause: (error as Error).cause }, 'request failed')
}

/** @returns the status sent */
export function sendFailure(error: unknown, requestId: string, reply: FastifyReply): number {
  const { status, body } = failureAnswer(error, requestId)
  void reply.code(status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body)
  return status
}

function answer(status: number, code: string, message: string, requestId: string, advice?: string): Answer {
  return { status, body: { error: { code, message, ...(advice !== undefined && { advice }), requestId } } }
}

function generalWords(status: number): string {
  return status === 503 ? 'A part of Panorama does not answer.' : 'Something went wrong on our side.'
}
