import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../kernel/errors.ts'
import { policyOfPages } from './content-security-policy.ts'
import type { AppDependencies } from './dependencies.ts'

/**
 * The built screen: its files, and its one page for every address that a person may have opened or bookmarked.
 * Files under `assets/` carry a hash of their content in their name, so browsers may keep them for ever.
 */
export async function serveScreen(app: FastifyInstance, dependencies: AppDependencies): Promise<void> {
  const { publicPath, screenDir } = dependencies
  const page = await readPage(screenDir, publicPath)
  if ('missing' in page) app.log.warn(page.missing)

  if (!('missing' in page)) {
    await app.register(fastifyStatic, {
      root: screenDir,
      prefix: publicPath,
      index: false,
      cacheControl: false,
      setHeaders(reply, path) {
        const hashed = path.startsWith(join(screenDir, 'assets/'))
        reply.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }

  const answerPage = (reply: FastifyReply) => {
    if ('missing' in page) return reply.code(503).type('text/plain; charset=utf-8').send(page.missing)
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', policyOfPages(nonce, dependencies.site, dependencies.frameOrigins))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.html.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`))
  }

  for (const path of [publicPath, `${publicPath}index.html`])
    app.get(path, async (_request, reply) => answerPage(reply))
  if (publicPath !== '/') {
    const toScreen = async (_request: FastifyRequest, reply: FastifyReply) => reply.redirect(publicPath)
    app.get('/', toScreen)
    app.get(publicPath.slice(0, -1), toScreen)
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (isNavigation(request, publicPath)) return answerPage(reply)
    throw notFound('There is nothing at this address.')
  })
}

/** Somebody opens a page, as opposed to a file that is not there. Course keys hold dots: file endings tell nothing. */
function isNavigation({ method, url, headers }: FastifyRequest, publicPath: string): boolean {
  const path = url.split('?', 1)[0] ?? ''
  return (
    (method === 'GET' || method === 'HEAD') &&
    path.startsWith(publicPath) &&
    !path.startsWith(`${publicPath}assets/`) &&
    (headers.accept ?? '').includes('text/html')
  )
}

/** The page, or in words why there is none. */
async function readPage(dir: string, publicPath: string): Promise<{ html: string } | { missing: string }> {
  let html: string
  try {
    html = await readFile(join(dir, 'index.html'), 'utf8')
  } catch {
    return { missing: `The screen has not been built: there is no ${join(dir, 'index.html')}. Run: npm run build\n` }
  }
  const base = /(?:src|href)="([^"]*?)assets\//.exec(html)?.[1]
  if (base !== undefined && base !== publicPath) {
    return {
      missing: `The screen was built for PUBLIC_PATH=${base} and is served under ${publicPath}. Build it again: npm run build\n`,
    }
  }
  return { html }
}
