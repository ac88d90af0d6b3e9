import type { Locale } from '../contract/text.ts'
import { forbidden, notFound, PanoramaError } from '../kernel/errors.ts'

/** Why somebody may not look as somebody else, or no longer, in words that say what to do. */
interface Refusals {
  notOpenToYou(): PanoramaError
  /** Also for a course that is none: nobody learns what there is. */
  notYourCourse(): PanoramaError
  notInTheClass(): PanoramaError
  nobodyOfThatName(): PanoramaError
  /** The LMS did not tell who somebody is. */
  notToldWho(): PanoramaError
  /** It has the code `view_ended`, by which the screen knows it. */
  ended(): PanoramaError
  readOnly(): PanoramaError
}

const viewEnded = (message: string, advice: string) => new PanoramaError('view_ended', 403, message, { advice })

export const viewRefusals: Readonly<Record<Locale, Refusals>> = {
  en: {
    notOpenToYou: () =>
      forbidden('You cannot see Panorama as that.', {
        advice: 'Course staff can look as a learner of their courses; everything else is for administrators.',
      }),
    notYourCourse: () => forbidden('This course is none of yours.', { advice: 'Choose one of your courses.' }),
    notInTheClass: () =>
      notFound('There is no such learner in this course.', { advice: 'Choose one of those who are in it now.' }),
    nobodyOfThatName: () =>
      notFound('There is nobody of that username in the LMS.', { advice: 'Look how it is spelled there.' }),
    notToldWho: () =>
      forbidden('The LMS does not tell you who that is.', {
        advice: 'It tells its global staff. Or choose them among the learners of a course.',
      }),
    ended: () =>
      viewEnded(
        'You no longer see Panorama as somebody else.',
        'A view ends after an hour, or when it is no longer open to you. Go on as yourself.',
      ),
    readOnly: () =>
      forbidden('Nothing can be changed while you see Panorama as somebody else.', {
        advice: 'Stop viewing, and do it as yourself.',
      }),
  },
  es: {
    notOpenToYou: () =>
      forbidden('No puedes ver Panorama de esa manera.', {
        advice: 'El equipo docente puede verlo como estudiante de sus cursos; lo demás es para administradores.',
      }),
    notYourCourse: () => forbidden('Este curso no es tuyo.', { advice: 'Elige uno de tus cursos.' }),
    notInTheClass: () =>
      notFound('No hay tal estudiante en este curso.', { advice: 'Elige a alguien que esté en él ahora.' }),
    nobodyOfThatName: () =>
      notFound('En el LMS no hay nadie con ese nombre de usuario.', { advice: 'Comprueba cómo se escribe allí.' }),
    notToldWho: () =>
      forbidden('El LMS no te dice quién es.', {
        advice: 'Lo dice a su personal global. También puedes elegir a la persona entre los estudiantes de un curso.',
      }),
    ended: () =>
      viewEnded(
        'Ya no ves Panorama como otra persona.',
        'Una vista termina al cabo de una hora, o cuando ya no está abierta para ti. Sigue como tú.',
      ),
    readOnly: () =>
      forbidden('Nada se puede cambiar mientras ves Panorama como otra persona.', {
        advice: 'Deja la vista y hazlo como tú.',
      }),
  },
}
