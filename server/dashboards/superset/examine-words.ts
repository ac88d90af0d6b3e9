import type { Text } from '../../contract/text.ts'

/** What a look at Superset can find: said in words, with what to do where there is something to do. */
export interface FindingWords {
  readonly says: Text
  readonly remedy?: Text
}

const push: Text = {
  en: 'Run: panorama superset push',
  es: 'Ejecuta: panorama superset push',
}
const config: Text = {
  en: 'Put what `panorama superset config` prints into superset_config.py, and start Superset again.',
  es: 'Pon lo que imprime `panorama superset config` en superset_config.py y reinicia Superset.',
}

export const subjects = {
  connection: { en: 'Connection', es: 'Conexión' },
  version: { en: 'Version', es: 'Versión' },
  service: { en: 'Service account', es: 'Cuenta de servicio' },
  tokens: { en: 'Guest tokens', es: 'Tokens de invitado' },
  guestRole: { en: 'Role of guests', es: 'Rol de invitados' },
  publicRole: { en: 'Role Public', es: 'Rol Public' },
  dashboards: { en: 'Dashboards', es: 'Paneles' },
} as const satisfies Record<string, Text>

export const words = {
  answers: { says: { en: 'Superset answers.', es: 'Superset responde.' } },
  silent: {
    says: { en: 'Superset does not answer.', es: 'Superset no responde.' },
    remedy: {
      en: 'Check PANORAMA_SUPERSET_URL and PANORAMA_SUPERSET_INTERNAL_URL, and that Superset runs.',
      es: 'Revisa PANORAMA_SUPERSET_URL y PANORAMA_SUPERSET_INTERNAL_URL, y que Superset esté en marcha.',
    },
  },
  tooOld: {
    says: {
      en: 'It is older than 6.0, and has known ways around row rules.',
      es: 'Es anterior a la 6.0 y se conocen formas de eludir sus reglas de filas.',
    },
    remedy: { en: 'Upgrade Superset.', es: 'Actualiza Superset.' },
  },
  accountRefused: {
    says: { en: 'Superset does not accept it.', es: 'Superset no la acepta.' },
    remedy: {
      en: 'Check PANORAMA_SUPERSET_USER and PANORAMA_SUPERSET_PASSWORD; `panorama superset push` makes the account.',
      es: 'Revisa PANORAMA_SUPERSET_USER y PANORAMA_SUPERSET_PASSWORD; `panorama superset push` crea la cuenta.',
    },
  },
  accountWorks: { says: { en: 'It signs in.', es: 'Inicia sesión.' } },
  mayNotGrant: {
    says: { en: 'It may not make guest tokens.', es: 'No puede crear tokens de invitado.' },
    remedy: push,
  },
  tokensWork: {
    says: { en: 'They are made, and hold for a short time.', es: 'Se crean y duran poco tiempo.' },
  },
  publishedSecret: {
    says: {
      en: 'They are signed with the secret that Superset publishes: anybody can make one.',
      es: 'Se firman con el secreto que Superset publica: cualquiera puede crear uno.',
    },
    remedy: config,
  },
  longTokens: {
    says: {
      en: 'They hold for more than an hour: what somebody may no longer see stays open as long.',
      es: 'Duran más de una hora: lo que alguien ya no puede ver sigue abierto ese tiempo.',
    },
    remedy: config,
  },
  noValidator: {
    says: {
      en: 'Superset also takes tokens without row rules.',
      es: 'Superset también acepta tokens sin reglas de filas.',
    },
    remedy: config,
  },
  guestCannot: {
    says: {
      en: 'A guest with a good token may not open a dashboard.',
      es: 'Una persona invitada con un token válido no puede abrir un panel.',
    },
    remedy: {
      en: 'Check that GUEST_ROLE_NAME in Superset is PANORAMA_SUPERSET_GUEST_ROLE, and run: panorama superset push',
      es: 'Revisa que GUEST_ROLE_NAME en Superset sea PANORAMA_SUPERSET_GUEST_ROLE y ejecuta: panorama superset push',
    },
  },
  guestRoleMissing: {
    says: { en: 'Superset has no role of this name.', es: 'Superset no tiene un rol con ese nombre.' },
    remedy: push,
  },
  guestRoleIsPublic: {
    says: {
      en: 'Guests share the role Public: a token that has ended leaves them what Public may read.',
      es: 'Las personas invitadas comparten el rol Public: un token vencido les deja lo que Public puede leer.',
    },
    remedy: {
      en: 'Choose another PANORAMA_SUPERSET_GUEST_ROLE, and give it to Superset as GUEST_ROLE_NAME.',
      es: 'Elige otro PANORAMA_SUPERSET_GUEST_ROLE y ponlo en Superset como GUEST_ROLE_NAME.',
    },
  },
  roleOpens: {
    says: {
      en: 'It reads data whatever a token says.',
      es: 'Lee datos diga lo que diga un token.',
    },
    remedy: {
      en: 'Take these permissions away from it in Superset, under Security → List Roles:',
      es: 'Quítale estos permisos en Superset, en Seguridad → Lista de roles:',
    },
  },
  roleCloses: { says: { en: 'It reads no data by itself.', es: 'No lee datos por sí mismo.' } },
  rolesUnseen: {
    says: {
      en: 'Superset does not tell what it may read.',
      es: 'Superset no dice qué puede leer.',
    },
    remedy: {
      en: 'Run `panorama superset doctor` in a terminal, with PANORAMA_SUPERSET_ADMIN_PASSWORD: an administrator sees it.',
      es: 'Ejecuta `panorama superset doctor` en una terminal, con PANORAMA_SUPERSET_ADMIN_PASSWORD: quien administra lo ve.',
    },
  },
  rolesNeedDashboard: {
    says: {
      en: 'What it may read is seen with a guest token, which needs a dashboard that works.',
      es: 'Lo que puede leer se ve con un token de invitado, que necesita un panel que funcione.',
    },
    remedy: {
      en: 'List a dashboard of Superset, or mend the one above, and look again.',
      es: 'Añade un panel de Superset a la lista, o arregla el anterior, y vuelve a mirar.',
    },
  },
  noDashboards: {
    says: {
      en: 'None of Superset’s is listed in Panorama yet.',
      es: 'Todavía no hay ninguno de Superset en la lista de Panorama.',
    },
    remedy: {
      en: 'Name one here, or list one: panorama access dashboard NAME --provider superset --provider-id SLUG',
      es: 'Nombra uno aquí, o añádelo: panorama access dashboard NOMBRE --provider superset --provider-id SLUG',
    },
  },
  noSuchDashboard: {
    says: {
      en: 'Superset does not have it, has not published it, or does not let it be embedded.',
      es: 'Superset no lo tiene, no lo ha publicado o no deja incrustarlo.',
    },
    remedy: {
      en: 'Check its slug or UUID; publish it, and choose “Embed dashboard” in Superset.',
      es: 'Revisa su slug o UUID; publícalo y elige «Insertar panel» en Superset.',
    },
  },
  anyDomain: {
    says: {
      en: 'Any page may show it: it has no allowed domains.',
      es: 'Cualquier página puede mostrarlo: no tiene dominios permitidos.',
    },
    remedy: {
      en: 'Name the address of Panorama under “Embed dashboard” in Superset.',
      es: 'Pon la dirección de Panorama en «Insertar panel» en Superset.',
    },
  },
  otherDomain: {
    says: {
      en: 'Our pages are not among its allowed domains.',
      es: 'Nuestras páginas no están entre sus dominios permitidos.',
    },
    remedy: {
      en: 'Add the address of Panorama (PANORAMA_PUBLIC_URL) under “Embed dashboard” in Superset.',
      es: 'Añade la dirección de Panorama (PANORAMA_PUBLIC_URL) en «Insertar panel» en Superset.',
    },
  },
  flagOff: {
    says: { en: 'Superset does not serve embedded dashboards.', es: 'Superset no sirve paneles incrustados.' },
    remedy: config,
  },
  frameRefused: {
    says: {
      en: 'Superset tells browsers not to show it on our pages.',
      es: 'Superset indica a los navegadores que no lo muestren en nuestras páginas.',
    },
    remedy: config,
  },
  cannotNarrow: {
    says: {
      en: 'It cannot be narrowed to the rows of one person.',
      es: 'No se puede limitar a las filas de una persona.',
    },
    remedy: {
      en: 'These of its data sets have no columns course_key and org (or, for learners, actor_id); add them, or mark the dashboard as holding no rows of people:',
      es: 'Estos conjuntos de datos no tienen columnas course_key y org (o actor_id para estudiantes); añádelas, o marca el panel como sin filas de personas:',
    },
  },
  chartsRefused: {
    says: {
      en: 'Some of its charts are refused to guests: no query is stored with them.',
      es: 'Algunos de sus gráficos se niegan a invitados: no tienen una consulta guardada.',
    },
    remedy: {
      en: 'Open each of these once in Superset and save it:',
      es: 'Abre cada uno de estos en Superset y guárdalo:',
    },
  },
  dashboardWorks: {
    says: { en: 'It can be shown to each with their own rows.', es: 'Se puede mostrar a cada cual con sus filas.' },
  },
} as const satisfies Record<string, FindingWords>
