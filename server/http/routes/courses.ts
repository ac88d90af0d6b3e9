import { coursesSchema } from '../../contract/course.ts'
import type { Api } from '../api-type.ts'
import { identifiedOf } from '../authentication.ts'
import type { AppDependencies } from '../dependencies.ts'
import { localeOfRequest } from '../locale.ts'

/** `GET courses`: the course runs that the viewer may see as course staff. */
export function courseRoutes(api: Api, { dashboards, site }: AppDependencies): void {
  const schema = { summary: 'Course runs of the viewer', response: { 200: coursesSchema } }
  api.get('/courses', { schema }, async (request) => {
    const locale = await localeOfRequest(request, site.languageCookie)
    return dashboards.courses(identifiedOf(request).viewer, locale)
  })
}
