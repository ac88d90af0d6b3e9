import type { Locale } from '../contract/text.ts'
import { forbidden, invalidRequest, notFound, type PanoramaError } from '../kernel/errors.ts'

/** Why a dashboard or a chart is refused, in words that tell the person what to do. */
interface Refusals {
  notOpenToYou(): PanoramaError
  noSuchDashboard(): PanoramaError
  noSuchChart(): PanoramaError
  needsEventLogs(): PanoramaError
  /** @param label what the filter is called on the screen */
  chooseFirst(label: string): PanoramaError
  malformed(label: string): PanoramaError
  unknownZone(name: string): PanoramaError
  daysReversed(): PanoramaError
  dayOutOfReach(): PanoramaError
}

export const refusals: Readonly<Record<Locale, Refusals>> = {
  en: {
    notOpenToYou: () =>
      forbidden('This page is not open to you.', {
        advice: 'If you think it should be, ask the people who run this site.',
      }),
    noSuchDashboard: () => notFound('There is no such dashboard.', { advice: 'Choose one from the list.' }),
    noSuchChart: () => notFound('There is no such chart on this dashboard.', { advice: 'Open the dashboard again.' }),
    needsEventLogs: () =>
      forbidden('This chart counts what learners do, and the site keeps no event logs in its present mode.', {
        advice: 'An administrator can switch to a mode with event logs.',
      }),
    chooseFirst: (label) =>
      invalidRequest(`Nothing is chosen under “${label}”.`, { advice: 'Choose something there and try again.' }),
    malformed: (label) =>
      invalidRequest(`What is chosen under “${label}” cannot be right.`, { advice: 'Choose it again from the list.' }),
    unknownZone: (name) =>
      invalidRequest(`There is no time zone called “${name.slice(0, 64)}”.`, {
        advice: 'Use a name such as Europe/Oslo.',
      }),
    daysReversed: () =>
      invalidRequest('The first day of the period is after its last.', { advice: 'Exchange the two days.' }),
    dayOutOfReach: () =>
      invalidRequest('The period reaches further than the data can.', { advice: 'Choose days between 1970 and 2148.' }),
  },
  es: {
    notOpenToYou: () =>
      forbidden('Esta página no está abierta para ti.', {
        advice: 'Si crees que debería estarlo, pregunta a quienes administran el sitio.',
      }),
    noSuchDashboard: () => notFound('No existe ese panel.', { advice: 'Elige uno de la lista.' }),
    noSuchChart: () => notFound('No existe ese gráfico en este panel.', { advice: 'Abre el panel de nuevo.' }),
    needsEventLogs: () =>
      forbidden(
        'Este gráfico cuenta lo que hacen los estudiantes, y el sitio no guarda registros de eventos en su modo actual.',
        { advice: 'Una persona administradora puede cambiar a un modo con registros de eventos.' },
      ),
    chooseFirst: (label) =>
      invalidRequest(`No hay nada elegido en «${label}».`, { advice: 'Elige algo ahí y vuelve a intentarlo.' }),
    malformed: (label) =>
      invalidRequest(`Lo elegido en «${label}» no puede ser correcto.`, { advice: 'Elígelo de nuevo en la lista.' }),
    unknownZone: (name) =>
      invalidRequest(`No existe la zona horaria «${name.slice(0, 64)}».`, {
        advice: 'Usa un nombre como America/Lima.',
      }),
    daysReversed: () =>
      invalidRequest('El primer día del período es posterior al último.', { advice: 'Intercambia los dos días.' }),
    dayOutOfReach: () =>
      invalidRequest('El período llega más allá de lo que permiten los datos.', {
        advice: 'Elige días entre 1970 y 2148.',
      }),
  },
}
