import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openFakeApp } from './testing/fake-app.ts'

let screenDir: string
beforeAll(async () => {
  screenDir = await mkdtemp(join(tmpdir(), 'panorama-screen-'))
  await mkdir(join(screenDir, 'assets'))
  await writeFile(join(screenDir, 'assets', 'main-3fa9c1.js'), 'export {}')
  await writeFile(join(screenDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await writeFile(
    join(screenDir, 'index.html'),
    '<!doctype html><html><head><script src="/panorama/assets/main-3fa9c1.js"></script></head><body></body></html>',
  )
})

const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

async function get(url: string, headers: Record<string, string> = {}, overrides = {}) {
  const app = await openFakeApp({ screenDir, ...overrides })
  const answer = await app.inject({ url, headers })
  await app.close()
  return answer
}

test.each(['/panorama/', '/panorama/courses/course-v1:Org+C1+2026.1/people', '/panorama/index.html'])(
  'the page answers at %s, fresh every time',
  async (url) => {
    const answer = await get(url, page)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-store')
  },
)

test('the page allows no inline script and no style but its own nonce, which is never used twice', async () => {
  const [first, second] = [await get('/panorama/', page), await get('/panorama/', page)]
  const nonceOf = ({ body }: { body: string }) => /<meta property="csp-nonce" nonce="([^"]+)">/.exec(body)?.[1]
  expect(nonceOf(first)).not.toBe(nonceOf(second))
  const policy = String(first.headers['content-security-policy'])
  expect(policy).toContain(`style-src 'self' 'nonce-${nonceOf(first)}';`)
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("connect-src 'self' https://lms.example.edu;")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})

test("the site's brand and logo may be loaded from where they are, and from nowhere else", async () => {
  const { headers } = await get('/panorama/', page, {
    site: {
      siteName: 'Riverside',
      logoUrl: 'https://img.example/logo.svg',
      brandUrls: ['https://cdn.example/brand/a.css', 'https://cdn.example/brand/b.css'],
      languageCookie: 'language',
      lmsUrl: null,
    },
  })
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/style-src 'self' 'nonce-\S+' https:\/\/cdn\.example;/)
  expect(policy).toContain("img-src 'self' data: https://cdn.example https://img.example;")
  expect(policy).toContain("connect-src 'self';")
})

test.each([
  [[], "frame-src 'none';"],
  [
    ['https://us-east-1.quicksight.aws.amazon.com', 'https://bi.example.edu'],
    'frame-src https://us-east-1.quicksight.aws.amazon.com https://bi.example.edu;',
  ],
])('frames come from %j and from nowhere else', async (frameOrigins, directive) => {
  const { headers } = await get('/panorama/', page, { frameOrigins })
  expect(String(headers['content-security-policy'])).toContain(directive)
})

describe('a file', () => {
  test('with a hash in its name is kept for ever', async () => {
    const answer = await get('/panorama/assets/main-3fa9c1.js')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['content-type']).toMatch(/javascript/)
  })

  test('without one is asked for again', async () => {
    expect((await get('/panorama/favicon.svg')).headers['cache-control']).toBe('no-cache')
  })

  test.each([
    ['/panorama/assets/main-old.js', page],
    ['/panorama/logo.png', { accept: 'image/*' }],
    ['/elsewhere', page],
    ['/panorama/..%2f..%2fetc/passwd', {}],
  ])('that is not there is not found: %s', async (url, headers) => {
    const answer = await get(url, headers as Record<string, string>)
    expect(answer.statusCode).toBe(404)
    expect(answer.json().error.code).toBe('not_found')
  })
})

test.each(['/', '/panorama'])('%s leads to the screen', async (url) => {
  const answer = await get(url, page)
  expect([answer.statusCode, answer.headers.location]).toEqual([302, '/panorama/'])
})

test('at the root of a host the screen works as well', async () => {
  const rootDir = await mkdtemp(join(tmpdir(), 'panorama-screen-'))
  await writeFile(join(rootDir, 'index.html'), '<head><link href="/assets/a.css"></head>')
  expect((await get('/student', page, { screenDir: rootDir, publicPath: '/' })).statusCode).toBe(200)
})

test.each([
  ['has not been built', { screenDir: '/nowhere' }, /has not been built.*npm run build/s],
  ['was built for another path', { publicPath: '/' }, /built for PUBLIC_PATH=\/panorama\//],
])('a screen that %s says so in words, while the API answers', async (_what, overrides, words) => {
  const path = 'publicPath' in overrides ? '/' : '/panorama/'
  const answer = await get(`${path}student`, page, overrides)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([503, 'text/plain; charset=utf-8'])
  expect(answer.body).toMatch(words)
  expect((await get(`${path}api/site`, {}, overrides)).statusCode).toBe(200)
})
