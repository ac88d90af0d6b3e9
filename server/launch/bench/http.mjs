import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLiveSite } from './live-site.mjs'
import { makeUpLog } from './made-up-log.mjs'
import { command, environmentIn } from './panorama.mjs'
import { inDirectory } from './place.mjs'
import { heading, report, sum, whole } from './report.mjs'

/** As log shippers send them. */
const linesOfARequest = 2_000
const requestsAtATime = 4

/** Lines taken in over HTTP until they are durable; beside the import of the same lines as a file, figures included. */
export async function benchHttp(lines = 100_000) {
  heading(`${whole(lines)} lines over HTTP`)
  await inDirectory(async (dir) => {
    const environment = environmentIn(join(dir, 'imported'))
    const log = await makeUpLog(environment, dir, lines)
    const imported = await command(environment, 'events', 'import', log)
    const reference = imported.report.read / imported.seconds
    await withLiveSite(join(dir, 'sent'), {}, async (site) => {
      const { credential, secret } = await site.post('credentials', { name: 'bench', scopes: ['write'] })
      const bodies = requestsOf(readFileSync(log, 'utf8').trimEnd().split('\n'))
      const started = performance.now()
      const reports = await sent(bodies, site.address('ingest/tracking'), `${credential.id}:${secret}`)
      const rate = lines / ((performance.now() - started) / 1000)
      const kept = sum(reports.map((each) => each.kept))
      if (kept !== imported.report.kept) throw new Error(`${kept} were kept, and of the file ${imported.report.kept}.`)
      report('lines a second', whole(rate), `import of the file ${whole(reference)}`, rate / reference)
    })
  })
}

function requestsOf(lines) {
  const count = Math.ceil(lines.length / linesOfARequest)
  return Array.from({ length: count }, (_, index) =>
    lines.slice(index * linesOfARequest, (index + 1) * linesOfARequest).join('\n'),
  )
}

/** Sends them all, some at a time, and gives what was answered. */
async function sent(bodies, url, key) {
  const headers = {
    authorization: `Basic ${Buffer.from(key).toString('base64')}`,
    'content-type': 'application/x-ndjson',
  }
  const reports = []
  const sender = async () => {
    for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
      const answer = await fetch(url, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(`The service answered ${answer.status}: ${await answer.text()}`)
      reports.push(await answer.json())
    }
  }
  await Promise.all(Array.from({ length: requestsAtATime }, sender))
  return reports
}
