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
  /** Why the hosted service is not asked while somebody looks as another. */
  hostedAsAnother(): PanoramaError
  /** Why QuickSight's console is not opened then. */
  studioAsAnother(): PanoramaError
  nothingAssigned(): PanoramaError
  /** @param tool what people call the other tool */
  obstacle(what: Obstacle, tool: string): PanoramaError
}

const refuse = (message: string, advice: string) => forbidden(message, { advice })

/** What is said, and what to do about it. */
type Words = readonly [message: string, advice: string]

const obstacleIn =
  (wordsFor: (tool: string) => Readonly<Record<Obstacle, Words>>): AccessRefusals['obstacle'] =>
  (what, tool) =>
    refuse(...wordsFor(tool)[what])

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
    hostedAsAnother: () =>
      refuse(
        'Here they are shown what the hosted service has for them.',
        'It goes by the username, so it is not asked while you look as them.',
      ),
    studioAsAnother: () =>
      refuse(
        'Here they can open QuickSight to make dashboards.',
        'They do so as a QuickSight user of their own, as whom nobody else appears.',
      ),
    obstacle: obstacleIn((tool) => ({
      'not-configured': [`This site has not connected ${tool}.`, 'An administrator can: docs/embedding.md says how.'],
      'needs-guests': [
        'This dashboard is about people, and cannot be narrowed to those you may see.',
        `An administrator can let guests into ${tool}, or set a ${tool} user for you.`,
      ],
      'needs-user': [
        `${tool} does not know you.`,
        `An administrator can set a ${tool} user for you, or one for all: PANORAMA_DEFAULT_USER_ARN.`,
      ],
      'user-of-theirs': [
        `They see it as a user of their own in ${tool}, as whom nobody else appears.`,
        'Ask them to show it to you, or look at it as yourself.',
      ],
      'rows-of-nobody': [
        'A learner sees their own rows here, and a learner in general has none.',
        'Look as one learner to see it with rows.',
      ],
      'rows-beyond': [
        `They see all of their own rows here, and ${tool} cannot leave out the courses that are none of yours.`,
        'An administrator, who may see them all, can look as them.',
      ],
      'no-rows': [
        'This dashboard shows the courses that somebody teaches, and you teach none.',
        'If you do, ask for a role in your course.',
      ],
    })),
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
    hostedAsAnother: () =>
      refuse(
        'Aquí se le muestra lo que el servicio alojado tiene para esa persona.',
        'El servicio se guía por el nombre de usuario, así que no se le pregunta mientras miras como ella.',
      ),
    studioAsAnother: () =>
      refuse(
        'Aquí puede abrir QuickSight para crear paneles.',
        'Lo hace con un usuario propio de QuickSight, con el que nadie más aparece.',
      ),
    obstacle: obstacleIn((tool) => ({
      'not-configured': [
        `Este sitio no ha conectado ${tool}.`,
        'Una persona administradora puede hacerlo: docs/embedding.md explica cómo.',
      ],
      'needs-guests': [
        'Este panel trata de personas y no puede limitarse a las que puedes ver.',
        `Una persona administradora puede admitir invitados en ${tool} o asignarte un usuario de ${tool}.`,
      ],
      'needs-user': [
        `${tool} no te conoce.`,
        `Una persona administradora puede asignarte un usuario de ${tool}, o uno para todos: PANORAMA_DEFAULT_USER_ARN.`,
      ],
      'user-of-theirs': [
        `Esa persona lo ve con un usuario propio de ${tool}, con el que nadie más aparece.`,
        'Pídele que te lo muestre, o míralo como tú.',
      ],
      'rows-of-nobody': [
        'Aquí cada estudiante ve sus propias filas, y un estudiante en general no tiene ninguna.',
        'Mira como un estudiante concreto para verlo con filas.',
      ],
      'rows-beyond': [
        `Aquí esa persona ve todas sus filas, y ${tool} no puede dejar fuera los cursos que no son tuyos.`,
        'Una persona administradora, que puede verlas todas, puede mirar como ella.',
      ],
      'no-rows': [
        'Este panel muestra los cursos que alguien enseña, y tú no enseñas ninguno.',
        'Si lo haces, pide un rol en tu curso.',
      ],
    })),
  },
}
