import { expect, test } from 'vitest'
import { createApp } from './app.ts'
import { refuseForeignNames } from './host-names.ts'
import { fakeDependencies } from './testing/fake-app.ts'

test.each([
  ['localhost:2100', 200],
  ['127.0.0.1:2100', 200],
  ['[::1]:2100', 200],
  ['192.168.1.7', 200],
  ['panorama.test', 200],
  ['rebound.example:2100', 403],
  ['localhost.rebound.example', 403],
])('asked under the name %o, the demo answers %i', async (host, status) => {
  const app = await createApp(fakeDependencies({ publicUrl: 'http://panorama.test' }))
  refuseForeignNames(app, 'http://panorama.test')
  app.get('/late', async () => 'ok')
  // Routes that were there before the hook are guarded by it as well.
  for (const url of ['/panorama/api/site', '/late']) {
    expect((await app.inject({ url, headers: { host } })).statusCode).toBe(status)
  }
  await app.close()
})
