import type { Locale, Text } from '../../contract/text.ts'
import { demoCourses } from '../cast.ts'
import { html } from './html.ts'
import { page } from './page.ts'

const title: Text = { en: 'This link leads into the course', es: 'Este enlace lleva al curso' }
const before: Text = { en: 'On a real site it opens', es: 'En un sitio real abre' }
const after: Text = { en: 'in the LMS.', es: 'en el LMS.' }
const back: Text = { en: 'Back to Panorama', es: 'Volver a Panorama' }

/**
 * Where links into the LMS's courses end in the demo.
 * @param path what follows `/courses/`: a course key, perhaps with a place in the course after it
 */
export function coursePage(options: { locale: Locale; basePath: string; homeUrl: string; path: string }): string {
  const { locale, basePath, homeUrl, path } = options
  const courseKey = path.split('/', 1)[0] ?? ''
  const course = demoCourses.find((known) => known.courseKey === courseKey)
  const content = html`<h1>${title[locale]}</h1>
<p class="lead">${before[locale]} <strong><bdi lang="${course?.language ?? locale}">${course?.name ?? courseKey}</bdi></strong> ${after[locale]}</p>
<p><code>/courses/${path}</code></p>
<p><a href="${homeUrl}">${back[locale]}</a></p>`
  return page({ locale, title: title[locale], basePath, content })
}
