import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { importReportSchema } from '../../contract/pipeline.ts'
import { PanoramaError } from '../../kernel/errors.ts'
import type { AppDependencies } from '../dependencies.ts'
import { jsonRows } from '../json-rows.ts'
import { keyOf } from '../keys.ts'
import { type Body, readBody } from '../read-body.ts'
import { senderKeeps } from '../sender-keeps.ts'
import { trackingLines } from '../tracking-lines.ts'

const largestBody = 50_000_000

/**
 * `POST tracking`: lines of the LMS's tracking log, as Vector, Fluent Bit and other log shippers send them, for a key with
 * the scope `write`. Whatever type the body says it has, its shape is found out; it may be packed.
 *
 * Answered when all is durable, with a count of what became of each line; a line that cannot be read is kept aside and is no
 * failure of the request. 503 and `Retry-After` mean: keep it and send it again, which doubles nothing.
 *
 * `POST lms/<object>`: rows of a table of the LMS in the shape of Aspects' table of that name, as a JSON list or one a line, for a site
 * whose LMS sends its changes. Answered in the same way.
 *
 * What is sent goes into the real data set in every mode; what the mode shows is another matter.
 */
export async function ingestRoutes(scope: FastifyInstance, { liveIngest, lmsRows }: AppDependencies): Promise<void> {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
    readBody(payload, request.headers['content-encoding'], largestBody),
  )
  scope.post('/tracking', async (request) => {
    const { name } = keyOf(request.credential, 'write')
    const body = (request.body ?? null) as Body | null
    try {
      refuseBinary(request.headers['content-type'])
      const lines = trackingLines(body?.bytes.toString() ?? '')
      return importReportSchema.parse(await senderKeeps(liveIngest.take(lines, `http ${name}`)))
    } finally {
      body?.release()
    }
  })
  scope.post<{ Params: { object: string } }>('/lms/:object', async (request) => {
    const { name } = keyOf(request.credential, 'write')
    const body = (request.body ?? null) as Body | null
    try {
      const rows = jsonRows(body?.bytes.toString() ?? '')
      return importReportSchema.parse(await senderKeeps(lmsRows.take(request.params.object, rows, `http ${name}`)))
    } finally {
      body?.release()
    }
  })
}

/** What is no text would end in quarantine line by line, and answered as if all were well. */
function refuseBinary(contentType = ''): void {
  if (!/msgpack|protobuf|avro|parquet/i.test(contentType)) return
  throw new PanoramaError('unsupported_type', 415, 'Tracking events come as lines of text or as JSON.', {
    advice: 'In Fluent Bit say Format json_lines; in Vector say encoding.codec text or json.',
  })
}
