import type { Locale } from '../../contract/text.ts'
import {
  invalidRequest,
  notFound,
  type PanoramaError,
  toolRefuses,
  toolSilent,
  tooManyRequests,
} from '../../kernel/errors.ts'

/** Why a dashboard of Superset is not shown, in words for whoever looks. Operators find the rest by `panorama superset doctor`. */
interface SupersetRefusals {
  silent(cause: unknown): PanoramaError
  refusesUs(cause: unknown): PanoramaError
  busy(cause: unknown): PanoramaError
  noSuchDashboard(cause: unknown): PanoramaError
  notForGuests(): PanoramaError
  cannotNarrow(cause: unknown): PanoramaError
  tooManyCourses(): PanoramaError
}

export const supersetRefusals: Readonly<Record<Locale, SupersetRefusals>> = {
  en: {
    silent: (cause) =>
      toolSilent('Superset, which makes this dashboard, does not answer.', {
        advice: 'Try again in a few minutes. Panorama’s own dashboards are not affected.',
        cause,
      }),
    refusesUs: (cause) =>
      toolRefuses('Superset does not let Panorama show this dashboard.', {
        advice: 'The people who run this site can find out why with: panorama superset doctor',
        cause,
      }),
    busy: (cause) => tooManyRequests('Superset has too much to do.', { advice: 'Wait a minute and try again.', cause }),
    noSuchDashboard: (cause) =>
      notFound('Superset has no such dashboard, or may not show it here.', {
        advice: 'The people who run this site can find out why with: panorama superset doctor',
        cause,
      }),
    notForGuests: () =>
      toolRefuses('This dashboard is given to a user of another tool.', {
        advice: 'The people who run this site can mend it in the admin console.',
      }),
    cannotNarrow: (cause) =>
      toolRefuses('This dashboard cannot be narrowed to what you may see, so it is not shown.', {
        advice: 'The people who run this site can find out why with: panorama superset doctor',
        cause,
      }),
    tooManyCourses: () =>
      invalidRequest('You teach more courses than Superset can show at once.', {
        advice: 'Choose one of them and open the dashboard again.',
      }),
  },
  es: {
    silent: (cause) =>
      toolSilent('Superset, que hace este panel, no responde.', {
        advice: 'Inténtalo de nuevo en unos minutos. Los paneles propios de Panorama funcionan igual.',
        cause,
      }),
    refusesUs: (cause) =>
      toolRefuses('Superset no deja que Panorama muestre este panel.', {
        advice: 'Quienes administran el sitio pueden averiguar por qué con: panorama superset doctor',
        cause,
      }),
    busy: (cause) =>
      tooManyRequests('Superset tiene demasiado trabajo.', { advice: 'Espera un minuto e inténtalo de nuevo.', cause }),
    noSuchDashboard: (cause) =>
      notFound('Superset no tiene ese panel, o no puede mostrarlo aquí.', {
        advice: 'Quienes administran el sitio pueden averiguar por qué con: panorama superset doctor',
        cause,
      }),
    notForGuests: () =>
      toolRefuses('Este panel está asignado a una cuenta de otra herramienta.', {
        advice: 'Quienes administran el sitio pueden corregirlo en la consola de administración.',
      }),
    cannotNarrow: (cause) =>
      toolRefuses('Este panel no se puede limitar a lo que puedes ver, así que no se muestra.', {
        advice: 'Quienes administran el sitio pueden averiguar por qué con: panorama superset doctor',
        cause,
      }),
    tooManyCourses: () =>
      invalidRequest('Tienes más cursos a tu cargo de los que Superset puede mostrar a la vez.', {
        advice: 'Elige uno de ellos y abre el panel de nuevo.',
      }),
  },
}
