import type { Locale } from '../../contract/text.ts'
import {
  forbidden,
  notFound,
  type PanoramaError,
  toolRefuses,
  toolSilent,
  tooManyRequests,
} from '../../kernel/errors.ts'
import type { Refusal, RefusalReason } from './refusal.ts'

/** Why a QuickSight dashboard is not shown, for the person who opened it: what to do, and nothing about how it is set up. */
interface Words {
  busy: string
  busyAdvice: string
  unreachable: string
  unreachableAdvice: string
  noSuchUser: string
  noSuchDashboard: string
  askSite: string
  refused: string
  refusedAdvice: string
  inactiveUser: string
  inactiveUserAdvice: string
  noStudio: string
  noGuests: string
  noWholeSite: string
  tooManyCourses: string
  tooManyCoursesAdvice: string
  strangeKey: string
  tooOften: string
}

const words: Readonly<Record<Locale, Words>> = {
  en: {
    busy: 'QuickSight is asked too much at the moment.',
    busyAdvice: 'Wait a minute, then open the dashboard again. The dashboards of Panorama itself work meanwhile.',
    unreachable: 'QuickSight does not answer.',
    unreachableAdvice: 'Try again in a few minutes. The dashboards of Panorama itself work meanwhile.',
    noSuchUser: 'QuickSight does not know the user that is set for you.',
    noSuchDashboard: 'QuickSight has no such dashboard any more.',
    askSite: 'Ask the people who run this site to check it.',
    refused: 'QuickSight refuses this site.',
    refusedAdvice:
      'Tell the people who run this site: “panorama quicksight doctor” says what is wrong. The dashboards of Panorama itself work meanwhile.',
    inactiveUser: 'Your user in QuickSight is not active.',
    inactiveUserAdvice: 'Accept the invitation that QuickSight sent you, or ask the people who run this site.',
    noStudio: 'Your user in QuickSight can read dashboards, but not make them.',
    noGuests: 'This dashboard is open only to people who have a user in QuickSight.',
    noWholeSite: 'Whoever sees the whole site needs a user in QuickSight for this dashboard.',
    tooManyCourses: 'You teach more courses than QuickSight can be told of.',
    tooManyCoursesAdvice: 'Ask the people who run this site for a QuickSight user of your own.',
    strangeKey: 'The key of one of your courses holds characters that QuickSight cannot be told.',
    tooOften: 'You have opened very many dashboards within a minute.',
  },
  es: {
    busy: 'QuickSight recibe demasiadas peticiones en este momento.',
    busyAdvice: 'Espera un minuto y vuelve a abrir el panel. Los paneles propios de Panorama siguen funcionando.',
    unreachable: 'QuickSight no responde.',
    unreachableAdvice: 'Inténtalo de nuevo en unos minutos. Los paneles propios de Panorama siguen funcionando.',
    noSuchUser: 'QuickSight no conoce el usuario que tienes asignado.',
    noSuchDashboard: 'QuickSight ya no tiene ese panel.',
    askSite: 'Pide a quienes administran el sitio que lo revisen.',
    refused: 'QuickSight rechaza a este sitio.',
    refusedAdvice:
      'Avisa a quienes administran el sitio: «panorama quicksight doctor» dice qué falla. Los paneles propios de Panorama siguen funcionando.',
    inactiveUser: 'Tu usuario de QuickSight no está activo.',
    inactiveUserAdvice: 'Acepta la invitación que te envió QuickSight, o pregunta a quienes administran el sitio.',
    noStudio: 'Tu usuario de QuickSight puede leer paneles, pero no crearlos.',
    noGuests: 'Este panel solo está abierto a quienes tienen un usuario en QuickSight.',
    noWholeSite: 'Quien ve todo el sitio necesita un usuario en QuickSight para este panel.',
    tooManyCourses: 'Enseñas en más cursos de los que se le pueden indicar a QuickSight.',
    tooManyCoursesAdvice: 'Pide a quienes administran el sitio un usuario propio en QuickSight.',
    strangeKey: 'La clave de uno de tus cursos tiene caracteres que no se le pueden indicar a QuickSight.',
    tooOften: 'Has abierto muchísimos paneles en un minuto.',
  },
}

/** What QuickSight's refusal means for a person. The refusal itself goes along as the cause, for the log and the doctor. */
export function failureOf(refusal: Refusal, locale: Locale): PanoramaError {
  const say = words[locale]
  const because = { cause: refusal }
  const silent = () => toolSilent(say.unreachable, { advice: say.unreachableAdvice, ...because })
  const told: Partial<Record<RefusalReason, () => PanoramaError>> = {
    busy: () => tooManyRequests(say.busy, { advice: say.busyAdvice, ...because }),
    unreachable: silent,
    'no-stand-in': silent,
    'no-such-user': () => forbidden(say.noSuchUser, { advice: say.askSite, ...because }),
    'no-such-thing': () => notFound(say.noSuchDashboard, { advice: say.askSite, ...because }),
    pricing: () => forbidden(say.noGuests, { advice: say.askSite, ...because }),
  }
  const tell = told[refusal.reason] ?? (() => toolRefuses(say.refused, { advice: say.refusedAdvice, ...because }))
  return tell()
}

/** What we refuse ourselves, before QuickSight is asked. */
export const ourRefusals = {
  unknownDashboard: (locale: Locale) => notFound(words[locale].noSuchDashboard, { advice: words[locale].askSite }),
  foreignUser: (locale: Locale) => forbidden(words[locale].noSuchUser, { advice: words[locale].askSite }),
  inactiveUser: (locale: Locale) => forbidden(words[locale].inactiveUser, { advice: words[locale].inactiveUserAdvice }),
  noStudio: (locale: Locale) => forbidden(words[locale].noStudio, { advice: words[locale].askSite }),
  noGuests: (locale: Locale) => forbidden(words[locale].noGuests, { advice: words[locale].askSite }),
  noWholeSite: (locale: Locale) => forbidden(words[locale].noWholeSite, { advice: words[locale].askSite }),
  tooManyCourses: (locale: Locale) =>
    forbidden(words[locale].tooManyCourses, { advice: words[locale].tooManyCoursesAdvice }),
  strangeKey: (locale: Locale) => forbidden(words[locale].strangeKey, { advice: words[locale].askSite }),
  tooOften: (locale: Locale) => tooManyRequests(words[locale].tooOften, { advice: words[locale].busyAdvice }),
} as const
