import { Gauge } from 'prom-client'
import { changeSchema } from '../../contract/change.ts'
import type { Api } from '../api-type.ts'
import { identifiedOf } from '../authentication.ts'
import type { AppDependencies } from '../dependencies.ts'
import { createEventStream, type EventStream } from '../event-stream.ts'
import { viewCookie } from '../view-cookie.ts'

/**
 * Streams of one person at a time; with another one the oldest ends. Browsers hold six connections to a host that speaks
 * HTTP/1.1, over all of their tabs: with as many streams nothing else would get through.
 */
const mostPerPerson = 4

/** `GET changes`: server-sent events that say which figures are new, for as long as a page listens. */
export function changeRoutes(api: Api, dependencies: AppDependencies): void {
  const { changes, identity, views, metrics } = dependencies
  const cookie = viewCookie(dependencies)
  const streamsOf = new Map<number, Set<EventStream>>()
  const open = () => [...streamsOf.values()].flatMap((streams) => [...streams])
  new Gauge({
    name: 'panorama_change_streams',
    help: 'Pages that listen for new figures.',
    registers: [metrics.registry],
    collect() {
      this.set(open().length)
    },
  })
  api.addHook('preClose', async () => {
    for (const stream of open()) stream.end()
  })

  const schema = {
    summary: 'Which figures are new, as server-sent events',
    produces: ['text/event-stream'],
    response: { 200: changeSchema },
  }
  const options = { schema, config: { stream: true as const }, exposeHeadRoute: false }
  api.get('/changes', options, async (request, reply) => {
    const { viewer, self } = identifiedOf(request)
    const credentials = { authorization: request.headers.authorization, cookies: request.cookies }
    const viewKey = cookie.keyOf(request)
    const identify = async () => {
      const { viewer: now } = await identity.identify(credentials)
      return viewKey === undefined ? now : (await views.inForce(now, viewKey, 'en')).viewer
    }
    const stream = createEventStream(() => {
      stopListening?.()
      leave(self.userId, stream)
    })
    let stopListening: (() => void) | undefined
    try {
      stopListening = await changes.listen({
        viewer,
        identify,
        tell: (change) => stream.send('change', change),
        end: stream.end,
      })
    } catch (error) {
      stream.end()
      throw error
    }
    join(self.userId, stream)
    stream.open(reply)
  })

  function join(userId: number, stream: EventStream) {
    const streams = streamsOf.get(userId) ?? new Set()
    streamsOf.set(userId, streams.add(stream))
    const [oldest] = streams
    if (oldest && streams.size > mostPerPerson) {
      oldest.send('replaced', {})
      oldest.end()
      streams.delete(oldest)
    }
  }

  function leave(userId: number, stream: EventStream) {
    const streams = streamsOf.get(userId)
    streams?.delete(stream)
    if (streams?.size === 0) streamsOf.delete(userId)
  }
}
