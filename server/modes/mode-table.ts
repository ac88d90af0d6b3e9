import type { Provider } from '../contract/embed.ts'
import type { Mode } from '../contract/mode.ts'
import type { DataSet } from '../contract/scope.ts'
import type { Text } from '../contract/text.ts'

/** Who may make a dashboard. */
export type Supplier = Provider

/**
 * Kinds of people a mode lets in. Learners only where the student view is on; demo people only where their LMS is.
 * `configured`: whom an administrator gave dashboards in their own right.
 */
export type Party = 'superusers' | 'demoPeople' | 'globalStaff' | 'courseStaff' | 'configured' | 'learners'

export interface ModeRules {
  /** Which of the two separate sets of databases is asked. */
  readonly dataSet: DataSet
  /** Whether relational and courseware data are extracted from the LMS. */
  readonly extraction: boolean
  /** Whether the LMS's event logs are collected. */
  readonly eventLogs: boolean
  /** Whether charts that need events are shown. The demo has events of its own. */
  readonly eventCharts: boolean
  readonly suppliers: readonly Supplier[]
  readonly letsIn: readonly Party[]
  /** The admin console's card. */
  readonly card: {
    readonly title: Text
    readonly shows: Text
    readonly extraction: Text
    readonly sends: Text
    readonly letsIn: Text
    readonly dashboards: Text
  }
}

const nothingUnlessHosted: Text = {
  en: 'Nothing, unless hosted dashboards are configured: then their provider learns who is looking.',
  es: 'Nada, salvo que haya paneles alojados configurados: entonces su proveedor sabe quién mira.',
}

const wholeSiteLetsIn: Text = {
  en: 'Superusers, global staff, course teams and whom you gave dashboards; learners where the student view is on.',
  es: 'Superusuarios, personal global, equipos docentes y a quienes diste paneles; estudiantes si la vista de estudiante está activa.',
}

/** The four modes: what each shows, collects, sends and lets in. Everything that depends on the mode reads it here. */
const modeTable = {
  DEMO: {
    dataSet: 'demo',
    extraction: false,
    eventLogs: false,
    eventCharts: true,
    suppliers: ['native'],
    letsIn: ['superusers', 'demoPeople'],
    card: {
      title: { en: 'Demo', es: 'Demostración' },
      shows: {
        en: 'A made-up site with made-up people. No real data.',
        es: 'Un sitio inventado con personas inventadas. Ningún dato real.',
      },
      extraction: {
        en: 'None: no course or learner data is read from the LMS.',
        es: 'Ninguna: no se leen del LMS datos de cursos ni de estudiantes.',
      },
      sends: { en: 'Nothing leaves this site.', es: 'Nada sale de este sitio.' },
      letsIn: {
        en: 'Superusers, and the people of the demo where its sign-in page is on.',
        es: 'Superusuarios, y las personas de la demostración si su página de acceso está activa.',
      },
      dashboards: {
        en: 'All of Panorama’s own, on the made-up data.',
        es: 'Todos los de Panorama, con los datos inventados.',
      },
    },
  },
  FREE: {
    dataSet: 'real',
    extraction: true,
    eventLogs: false,
    eventCharts: false,
    suppliers: ['native', 'hosted'],
    letsIn: ['superusers'],
    card: {
      title: { en: 'Free', es: 'Gratuito' },
      shows: {
        en: 'Your courses, enrollments and grades; nothing that needs event logs.',
        es: 'Tus cursos, inscripciones y calificaciones; nada que necesite registros de eventos.',
      },
      extraction: {
        en: 'Courses, enrollments and grades. Event logs are not collected.',
        es: 'Cursos, inscripciones y calificaciones. No se recogen registros de eventos.',
      },
      sends: nothingUnlessHosted,
      letsIn: { en: 'Superusers.', es: 'Superusuarios.' },
      dashboards: {
        en: 'Panorama’s own charts that need no event logs, and hosted ones where configured.',
        es: 'Los gráficos de Panorama que no necesitan registros de eventos, y los alojados si están configurados.',
      },
    },
  },
  SAAS: {
    dataSet: 'real',
    extraction: true,
    eventLogs: true,
    eventCharts: true,
    suppliers: ['native', 'hosted'],
    letsIn: ['superusers', 'globalStaff', 'courseStaff', 'configured', 'learners'],
    card: {
      title: { en: 'SaaS', es: 'SaaS' },
      shows: {
        en: 'Everything about your site: courses, enrollments, grades and activity.',
        es: 'Todo sobre tu sitio: cursos, inscripciones, calificaciones y actividad.',
      },
      extraction: {
        en: 'Courses, enrollments, grades and event logs.',
        es: 'Cursos, inscripciones, calificaciones y registros de eventos.',
      },
      sends: nothingUnlessHosted,
      letsIn: wholeSiteLetsIn,
      dashboards: {
        en: 'All of Panorama’s own, and hosted ones where configured.',
        es: 'Todos los de Panorama, y los alojados si están configurados.',
      },
    },
  },
  CUSTOM: {
    dataSet: 'real',
    extraction: true,
    eventLogs: true,
    eventCharts: true,
    suppliers: ['native', 'quicksight', 'superset'],
    letsIn: ['superusers', 'globalStaff', 'courseStaff', 'configured', 'learners'],
    card: {
      title: { en: 'Custom', es: 'A medida' },
      shows: {
        en: 'Everything about your site, in Panorama and in the tools you have configured.',
        es: 'Todo sobre tu sitio, en Panorama y en las herramientas que hayas configurado.',
      },
      extraction: {
        en: 'Courses, enrollments, grades and event logs.',
        es: 'Cursos, inscripciones, calificaciones y registros de eventos.',
      },
      sends: {
        en: 'To Amazon QuickSight and Superset, where configured: who is looking and what they may see.',
        es: 'A Amazon QuickSight y Superset, si están configurados: quién mira y qué puede ver.',
      },
      letsIn: wholeSiteLetsIn,
      dashboards: {
        en: 'All of Panorama’s own, Amazon QuickSight and Superset: whatever is configured.',
        es: 'Todos los de Panorama, Amazon QuickSight y Superset: lo que esté configurado.',
      },
    },
  },
} as const satisfies Record<Mode, ModeRules>

export function rulesOf(mode: Mode): ModeRules {
  return modeTable[mode]
}

/** The card's words of DEMO where the site has asked for other tools there, too. */
export const demoWithOtherTools = {
  sends: {
    en: 'To the tools that are configured for the demo: who is looking.',
    es: 'A las herramientas configuradas para la demostración: quién mira.',
  },
  dashboards: {
    en: 'All of Panorama’s own, on the made-up data, and those of the tools that are configured for the demo.',
    es: 'Todos los de Panorama, con los datos inventados, y los de las herramientas configuradas para la demostración.',
  },
} as const satisfies Partial<ModeRules['card']>
