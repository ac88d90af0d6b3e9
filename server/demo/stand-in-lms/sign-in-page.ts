import type { Locale, Text } from '../../contract/text.ts'
import { type DemoPerson, demoCast, demoCourses } from '../cast.ts'
import { type Html, html } from './html.ts'
import { page } from './page.ts'

const title: Text = { en: 'Pick a person', es: 'Elige una persona' }
const lead: Text = {
  en: 'This page stands in for your LMS. Sign in as anybody below, without a password, and see what they see.',
  es: 'Esta página hace las veces de tu LMS. Entra como cualquiera de estas personas, sin contraseña, y mira lo que esa persona ve.',
}
const unknownPerson: Text = {
  en: 'There is no such person here. Pick one of these.',
  es: 'Aquí no hay tal persona. Elige una de estas.',
}

const parts: Record<DemoPerson['part'], Text> = {
  learner: { en: 'Learner', es: 'Estudiante' },
  'course teacher': { en: 'Course teacher', es: 'Docente de un curso' },
  'organisation teacher': { en: 'Organisation’s teacher', es: 'Docente de una organización' },
  admin: { en: 'Admin', es: 'Administración' },
}

/** The sign-in page: everyone in the cast as a button of one plain form. */
export function signInPage(options: {
  locale: Locale
  basePath: string
  /** Where to go after signing in; already checked. */
  next: string | null
  /** Set when somebody was asked for who is not in the cast. */
  isUnknownPerson?: boolean
}): string {
  const { locale, basePath, next, isUnknownPerson = false } = options
  const content = html`<h1>${title[locale]}</h1>
<p class="lead">${lead[locale]}</p>
${isUnknownPerson ? html`<p class="problem" role="alert">${unknownPerson[locale]}</p>` : ''}
<form method="post" action="${basePath}/login">
${next === null ? '' : html`<input type="hidden" name="next" value="${next}">`}
<ul class="people">
${demoCast.map((person) => personButton(person, locale))}
</ul>
</form>`
  return page({ locale, title: title[locale], basePath, content })
}

function personButton(person: DemoPerson, locale: Locale): Html {
  const initials = person.name.split(' ').map((word) => word.slice(0, 1))
  return html`<li><button class="person" name="person" value="${person.username}">
<span class="initials" aria-hidden="true">${initials.join('')}</span>
<span><span class="name">${person.name} <span class="part">${parts[person.part][locale]}</span></span>
<span class="sees">${whatTheySee(person)[locale]}</span></span>
</button></li>
`
}

function whatTheySee(person: DemoPerson): Text {
  switch (person.part) {
    case 'learner': {
      const courses = person.enrolledIn.map(courseName)
      return {
        en: `Sees their own progress and next step in ${listed(courses, 'en')}.`,
        es: `Ve su propio avance y su siguiente paso en ${listed(courses, 'es')}.`,
      }
    }
    case 'course teacher': {
      const courses = person.roles.map(({ courseKey }) => courseName(courseKey))
      return {
        en: `Sees the dashboard of the course they teach: ${listed(courses, 'en')}.`,
        es: `Ve el panel del curso que imparte: ${listed(courses, 'es')}.`,
      }
    }
    case 'organisation teacher': {
      const organisations = person.roles.map(({ org }) => org)
      return {
        en: `Sees the dashboards of every course of ${listed(organisations, 'en')}.`,
        es: `Ve los paneles de todos los cursos de ${listed(organisations, 'es')}.`,
      }
    }
    case 'admin':
      return {
        en: 'Sees every course, and the admin console with the mode switch.',
        es: 'Ve todos los cursos, y la consola de administración con el cambio de modo.',
      }
  }
}

function courseName(courseKey: string): string {
  return demoCourses.find((course) => course.courseKey === courseKey)?.name ?? courseKey
}

function listed(names: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
}
