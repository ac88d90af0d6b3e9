import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AwsKey, checkSignature } from '../demo/aws-signature.ts'
import type { Clock } from '../kernel/clock.ts'

export const hostedKey: AwsKey = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' }
export const hostedOrigin = 'https://us-east-1.quicksight.aws.amazon.com'

/**
 * The vendor's service of hosted dashboards over HTTP: open in DEMO, behind a signature in FREE and SAAS.
 * @param key that of the site, which the service knows
 */
export async function startTestHosted(clock: Clock, key: AwsKey = hostedKey) {
  let made = 0
  const hosted = {
    url: '',
    /** What was asked, in order. */
    asked: [] as { path: string; query: Record<string, string>; signed: boolean; status: number }[],
    names: ['overview', 'learners'] as string[],
    /** Makes an address that opens a dashboard once. */
    addressOf: (name: string, number: number): string =>
      `${hostedOrigin}/embed/s${number}/dashboards/${name}?code=c${number}&identityprovider=quicksight`,
    /** Takes the place of the answer to a request that was let in. */
    answer: null as ((response: ServerResponse) => void) | null,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  function dashboards(): object[] {
    return hosted.names.map((name) => {
      made += 1
      return { name, displayName: `The ${name}`, url: hosted.addressOf(name, made), id: made }
    })
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { method = 'GET', url: path = '/', headers } = request
    const url = new URL(path, 'http://hosted')
    const isOpen = url.pathname === '/get-demo-dashboards'
    const signature = checkSignature(
      { method, url: path, headers, body: Buffer.alloc(0) },
      'execute-api',
      key,
      clock.now(),
    )
    const isLetIn = isOpen || (signature.isGood && signature.region === 'us-east-1')
    const known = ['/get-demo-dashboards', '/get-free-dashboards', '/get-saas-dashboards'].includes(url.pathname)
    const status = known ? (isLetIn ? 200 : 403) : 404
    const query = Object.fromEntries(url.searchParams)
    hosted.asked.push({ path: url.pathname, query, signed: headers.authorization !== undefined, status })
    if (status === 200 && hosted.answer !== null) hosted.answer(response)
    else {
      const body = status === 200 ? dashboards() : { message: 'Forbidden' }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
  }

  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  hosted.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return hosted
}
