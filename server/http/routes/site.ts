import type { FastifyRequest } from 'fastify'
import { type Site, siteSchema } from '../../contract/session.ts'
import type { Api } from '../api-type.ts'
import type { AppDependencies } from '../dependencies.ts'

/** `GET site`: what the screen needs before it knows who is there. Open, and holds nothing secret. */
export function siteRoutes(api: Api, { site, modes }: AppDependencies): void {
  const schema = { summary: 'The site and its LMS', response: { 200: siteSchema } }
  api.get('/site', { config: { open: true }, schema }, async (request): Promise<Site> => {
    const { mode } = await modes.current()
    const lmsUrl = site.lmsUrl ?? standInLmsUrl(request)
    return {
      siteName: site.siteName,
      logoUrl: site.logoUrl,
      lmsUrl,
      loginUrl: `${lmsUrl}/login`,
      logoutUrl: `${lmsUrl}/logout`,
      refreshUrl: `${lmsUrl}/login_refresh`,
      languageCookie: site.languageCookie,
      brandUrls: [...site.brandUrls],
      standInLms: site.lmsUrl === null && mode === 'DEMO',
    }
  })
}

/** Under the name by which this browser came, so that the cookies it sets come back here. */
function standInLmsUrl({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}/stand-in-lms`
}
