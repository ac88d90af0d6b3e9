import type { Locale } from '../contract/text.ts'
import { forbidden, invalidRequest, notFound, type PanoramaError } from '../kernel/errors.ts'
import type { Obstacle } from './identity-in-tool.ts'

/** Why a dashboard of another tool is refused, in words that say what to do. */
export interface AccessRefusals {
  /** Also for one that is there and not theirs: nobody learns what others have. */
  noSuchEmbed(): PanoramaError
  notYourCourse(): PanoramaError
  /** For a block that is none of the course of the page. */
  notOfThisCourse(): PanoramaError
  notLetIn(): PanoramaError
  notAnAuthor(): PanoramaError
  nothingAssigned(): PanoramaError
  /** @param tool what people call the other tool */
  obstacle(what: Obstacle, tool: string): PanoramaError
}

const refuse = (message: string, advice: string) => forbidden(message, { advice })

export const accessRefusals: Readonly<Record<Locale, AccessRefusals>> = {
  en: {
    noSuchEmbed: () => notFound('There is no such dashboard.', { advice: 'Choose one from the list.' }),
    notYourCourse: () => refuse('This course is none of yours.', 'Choose one of your courses.'),
    notOfThisCourse: () =>
      invalidRequest('The course has no such part.', { advice: 'Open the dashboard for the whole course.' }),
    notLetIn: () =>
      refuse('Panorama is not open to you.', 'If you think it should be, ask the people who run this site.'),
    nothingAssigned: () =>
      notFound('No dashboard is assigned to you.', { advice: 'If one should be, ask the people who run this site.' }),
    notAnAuthor: () =>
      refuse('Dashboards are made by authors.', 'If you should be one, ask the people who run this site.'),
    obstacle(what, tool) {
      if (what === 'not-configured') {
        return refuse(`This site has not connected ${tool}.`, 'An administrator can: docs/embedding.md says how.')
      }
      if (what === 'needs-guests') {
        return refuse(
          'This dashboard is about people, and cannot be narrowed to those you may see.',
          `An administrator can let guests into ${tool}, or set a ${tool} user for you.`,
        )
      }
      if (what === 'needs-user') {
        return refuse(
          `${tool} does not know you.`,
          `An administrator can set a ${tool} user for you, or one for all: PANORAMA_DEFAULT_USER_ARN.`,
        )
      }
      return refuse(
        'This dashboard shows the courses that somebody teaches, and you teach none.',
        'If you do, ask for a role in your course.',
      )
    },
  },
  es: {
    noSuchEmbed: () => notFound('No existe ese panel.', { advice: 'Elige uno de la lista.' }),
    notYourCourse: () => refuse('Este curso no es tuyo.', 'Elige uno de tus cursos.'),
    notOfThisCourse: () =>
      invalidRequest('El curso no tiene esa parte.', { advice: 'Abre el panel para todo el curso.' }),
    notLetIn: () =>
      refuse(
        'Panorama no está abierto para ti.',
        'Si crees que debería estarlo, pregunta a quienes administran el sitio.',
      ),
    nothingAssigned: () =>
      notFound('No tienes ningún panel asignado.', {
        advice: 'Si deberías tenerlo, pregunta a quienes administran el sitio.',
      }),
    notAnAuthor: () =>
      refuse('Los paneles los crean sus autores.', 'Si deberías serlo, pregunta a quienes administran el sitio.'),
    obstacle(what, tool) {
      if (what === 'not-configured') {
        return refuse(
          `Este sitio no ha conectado ${tool}.`,
          'Una persona administradora puede hacerlo: docs/embedding.md explica cómo.',
        )
      }
      if (what === 'needs-guests') {
        return refuse(
          'Este panel trata de personas y no puede limitarse a las que puedes ver.',
          `Una persona administradora puede admitir invitados en ${tool} o asignarte un usuario de ${tool}.`,
        )
      }
      if (what === 'needs-user') {
        return refuse(
          `${tool} no te conoce.`,
          `Una persona administradora puede asignarte un usuario de ${tool}, o uno para todos: PANORAMA_DEFAULT_USER_ARN.`,
        )
      }
      return refuse(
        'Este panel muestra los cursos que alguien enseña, y tú no enseñas ninguno.',
        'Si lo haces, pide un rol en tu curso.',
      )
    },
  },
}
