import type { Mode } from '../contract/mode.ts'
import type { Locale, Text } from '../contract/text.ts'
import { partiesLetIn, type SiteSwitches, sentTo } from './access.ts'
import { type ModeRules, type Party, rulesOf, type Supplier } from './mode-table.ts'

const texts = {
  toReal: {
    en: 'Data of real people is shown from now on.',
    es: 'Desde ahora se muestran datos de personas reales.',
  },
  toDemo: {
    en: 'Real data is hidden, not deleted: everyone sees the made-up site instead.',
    es: 'Los datos reales se ocultan, no se borran: todos ven el sitio inventado en su lugar.',
  },
  extractionStarts: {
    en: 'Courses, enrollments and grades are read from the LMS from now on.',
    es: 'Desde ahora se leen del LMS los cursos, las inscripciones y las calificaciones.',
  },
  extractionStops: {
    en: 'Nothing more is read from the LMS; what was read is kept.',
    es: 'No se lee nada más del LMS; lo ya leído se conserva.',
  },
  eventLogsStart: {
    en: 'Event logs are collected from now on.',
    es: 'Desde ahora se recogen los registros de eventos.',
  },
  eventLogsStop: {
    en: 'Event logs are no longer collected: the activity of that time is missing until its logs are read.',
    es: 'Dejan de recogerse los registros de eventos: la actividad de ese tiempo falta hasta que se lean sus registros.',
  },
  eventChartsGo: {
    en: 'Charts that need event logs are no longer shown.',
    es: 'Los gráficos que necesitan registros de eventos dejan de mostrarse.',
  },
} as const satisfies Record<string, Text>

/** Superusers are let in by every mode. */
type Guest = Exclude<Party, 'superusers'>

const guestEnters: Record<Guest, Text> = {
  demoPeople: {
    en: 'The demo’s sign-in page opens: anybody who reaches it can be any person of the demo.',
    es: 'Se abre la página de acceso de la demostración: quien llegue a ella puede ser cualquiera de sus personas.',
  },
  globalStaff: { en: 'Global staff see every course.', es: 'El personal global ve todos los cursos.' },
  courseStaff: {
    en: 'Course teams see the learners of their own courses.',
    es: 'Los equipos docentes ven a los estudiantes de sus propios cursos.',
  },
  configured: {
    en: 'People to whom you gave dashboards see them.',
    es: 'Las personas a quienes diste paneles los ven.',
  },
  learners: { en: 'Every learner sees their own panel.', es: 'Cada estudiante ve su propio panel.' },
}

const guestLeaves: Record<Guest, Text> = {
  demoPeople: {
    en: 'The demo’s sign-in page closes. No LMS is configured, so nobody can sign in again once their session has ended: switch back to Demo before then (later only the command line can: npm run panorama -- mode DEMO), or configure the LMS.',
    es: 'Se cierra la página de acceso de la demostración. No hay un LMS configurado, así que nadie podrá entrar de nuevo cuando acabe su sesión: vuelve antes a Demostración (después solo desde la línea de comandos: npm run panorama -- mode DEMO) o configura el LMS.',
  },
  globalStaff: { en: 'Global staff are shut out.', es: 'El personal global deja de tener acceso.' },
  courseStaff: { en: 'Course teams are shut out.', es: 'Los equipos docentes dejan de tener acceso.' },
  configured: {
    en: 'People to whom you gave dashboards no longer see them.',
    es: 'Las personas a quienes diste paneles dejan de verlos.',
  },
  learners: { en: 'Learners are shut out.', es: 'Los estudiantes dejan de tener acceso.' },
}

const supplierLearns: Record<Exclude<Supplier, 'native'>, Text> = {
  hosted: {
    en: 'Where hosted dashboards are configured, their provider learns who is looking.',
    es: 'Si hay paneles alojados configurados, su proveedor sabe quién mira.',
  },
  quicksight: {
    en: 'Where Amazon QuickSight is configured, it learns who is looking.',
    es: 'Si Amazon QuickSight está configurado, sabe quién mira.',
  },
  superset: {
    en: 'Where Superset is configured, it learns who is looking.',
    es: 'Si Superset está configurado, sabe quién mira.',
  },
}

/** What changes for people and data by switching from one mode to another, in plain sentences; none for the same mode. */
export function warningsFor(from: Mode, to: Mode, switches: SiteSwitches, locale: Locale): string[] {
  const before = rulesOf(from)
  const after = rulesOf(to)
  const guestsBefore = guestsLetIn(from, switches)
  const guestsAfter = guestsLetIn(to, switches)
  const changes: Text[] = [
    ...dataChanges(before, after),
    ...without(guestsAfter, guestsBefore).map((guest) => guestEnters[guest]),
    ...without(guestsBefore, guestsAfter).map((guest) => guestLeaves[guest]),
    ...without(sentTo(to, switches), sentTo(from, switches)).map((supplier) => supplierLearns[supplier]),
  ]
  return changes.map((text) => text[locale])
}

function guestsLetIn(mode: Mode, switches: SiteSwitches): Guest[] {
  return partiesLetIn(mode, switches).filter((party) => party !== 'superusers')
}

function dataChanges(before: ModeRules, after: ModeRules): Text[] {
  const changes: Text[] = []
  if (before.dataSet !== after.dataSet) changes.push(after.dataSet === 'real' ? texts.toReal : texts.toDemo)
  if (!before.extraction && after.extraction) changes.push(texts.extractionStarts)
  if (before.extraction && !after.extraction) changes.push(texts.extractionStops)
  if (!before.eventLogs && after.eventLogs) changes.push(texts.eventLogsStart)
  if (before.eventLogs && !after.eventLogs) changes.push(texts.eventLogsStop)
  if (before.eventCharts && !after.eventCharts) changes.push(texts.eventChartsGo)
  return changes
}

function without<T>(all: readonly T[], known: readonly T[]): T[] {
  return all.filter((item) => !known.includes(item))
}
