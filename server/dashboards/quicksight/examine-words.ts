import type { Locale } from '../../contract/text.ts'
import type { Refusal, RefusalReason } from './refusal.ts'

/** What a refusal means for the people who run the site, and what mends it. */
export interface Remedy {
  readonly says: string
  readonly remedy: string
}

type Tell = (refusal: Refusal) => Remedy

const english: Readonly<Record<RefusalReason, Tell>> = {
  busy: () => ({
    says: 'QuickSight is asked more often than it takes.',
    remedy: 'Wait a minute and try again. If it goes on, ask AWS to raise the limit of the account.',
  }),
  unreachable: ({ errorName }) => ({
    says: `QuickSight does not answer (${errorName}).`,
    remedy:
      'Check PANORAMA_REGION, and that this machine may open HTTPS connections to quicksight.REGION.amazonaws.com.',
  }),
  'no-stand-in': ({ errorName }) => ({
    says: `The stand-in for QuickSight does not answer (${errorName}).`,
    remedy:
      'Start it on this machine with `panorama quicksight stand-in`, or remove PANORAMA_QUICKSIGHT_STAND_IN to ask AWS.',
  }),
  credentials: ({ errorName }) => ({
    says: `AWS does not accept the key of this site (${errorName}).`,
    remedy:
      'Check PANORAMA_AWS_ACCESS_KEY and PANORAMA_AWS_SECRET_ACCESS_KEY; or remove both and give this machine or container a role.',
  }),
  clock: () => ({
    says: 'The clock of this machine is minutes away from that of AWS.',
    remedy: 'Set the clock of this machine; let it be kept by NTP.',
  }),
  'access-denied': ({ operation }) => ({
    says: `IAM does not allow quicksight:${operation}.`,
    remedy:
      'Attach what `panorama quicksight iam-policy` prints to the user or role; for this check itself, also `--for doctor`. If it is attached, a boundary or an organisation’s policy is in the way.',
  }),
  'other-account': ({ keyAccount }) => ({
    says: `The key of this site is of the AWS account ${keyAccount ?? '?'}, which may not ask about the one that is set.`,
    remedy: 'Set PANORAMA_AWS_ACCOUNT_ID to the account that has QuickSight, and use a key or role of that account.',
  }),
  'identity-region': ({ identityRegion }) => ({
    says: `QuickSight keeps the users of this account in ${identityRegion ?? 'another region'}.`,
    remedy: `Set PANORAMA_QUICKSIGHT_IDENTITY_REGION=${identityRegion ?? 'that region'}.`,
  }),
  'no-such-user': () => ({
    says: 'QuickSight has no such user.',
    remedy:
      'Register the user in QuickSight, or correct the ARN: “Manage users” in QuickSight shows names and namespaces.',
  }),
  'no-such-thing': () => ({
    says: 'QuickSight has nothing of that name in this account and region.',
    remedy:
      'Check PANORAMA_AWS_ACCOUNT_ID, PANORAMA_REGION, PANORAMA_QUICKSIGHT_NAMESPACE and the id of the dashboard.',
  }),
  pricing: () => ({
    says: 'The account does not pay by sessions, so QuickSight takes no guests.',
    remedy:
      'Buy session capacity in QuickSight; or set PANORAMA_QUICKSIGHT_CAPACITY_PRICING=false: then people without a user are shown only dashboards that hold no rows of people.',
  }),
  edition: () => ({
    says: 'The edition of QuickSight in this account cannot embed for such a user.',
    remedy: 'Embedding needs the Enterprise edition: upgrade in QuickSight’s account settings.',
  }),
  domain: () => ({
    says: 'QuickSight does not take the web addresses that may show dashboards.',
    remedy:
      'Set PANORAMA_QUICKSIGHT_ALLOWED_DOMAINS to the address of Panorama as people type it (https, no path), and allow it under “Domains and embedding” in QuickSight.',
  }),
  invalid: ({ operation }) => ({
    says: `QuickSight does not take what ${operation} was given.`,
    remedy: 'Check the id of the dashboard, PANORAMA_QUICKSIGHT_NAMESPACE and PANORAMA_QUICKSIGHT_SESSION_MINUTES.',
  }),
  'not-ready': ({ errorName }) => ({
    says: `QuickSight in this account is not ready (${errorName}).`,
    remedy: 'Finish signing up for QuickSight in the AWS console, or wait until the change under way is done.',
  }),
  'foreign-address': () => ({
    says: 'QuickSight gave an address in another region than the one configured.',
    remedy: 'Set PANORAMA_REGION to the region of the dashboards: pages may frame nothing else.',
  }),
}

const spanish: Readonly<Record<RefusalReason, Tell>> = {
  busy: () => ({
    says: 'QuickSight recibe más peticiones de las que acepta.',
    remedy: 'Espera un minuto y vuelve a intentarlo. Si continúa, pide a AWS que suba el límite de la cuenta.',
  }),
  unreachable: ({ errorName }) => ({
    says: `QuickSight no responde (${errorName}).`,
    remedy:
      'Revisa PANORAMA_REGION, y que esta máquina pueda abrir conexiones HTTPS a quicksight.REGION.amazonaws.com.',
  }),
  'no-stand-in': ({ errorName }) => ({
    says: `El sustituto de QuickSight no responde (${errorName}).`,
    remedy:
      'Ponlo en marcha en esta máquina con `panorama quicksight stand-in`, o quita PANORAMA_QUICKSIGHT_STAND_IN para preguntar a AWS.',
  }),
  credentials: ({ errorName }) => ({
    says: `AWS no acepta la clave de este sitio (${errorName}).`,
    remedy:
      'Revisa PANORAMA_AWS_ACCESS_KEY y PANORAMA_AWS_SECRET_ACCESS_KEY; o quita ambas y da un rol a esta máquina o contenedor.',
  }),
  clock: () => ({
    says: 'El reloj de esta máquina difiere en minutos del de AWS.',
    remedy: 'Pon en hora el reloj de esta máquina; deja que lo mantenga NTP.',
  }),
  'access-denied': ({ operation }) => ({
    says: `IAM no permite quicksight:${operation}.`,
    remedy:
      'Asigna al usuario o rol lo que imprime `panorama quicksight iam-policy`; para esta revisión, también con `--for doctor`. Si ya está asignado, lo impide un límite de permisos o una política de la organización.',
  }),
  'other-account': ({ keyAccount }) => ({
    says: `La clave de este sitio es de la cuenta de AWS ${keyAccount ?? '?'}, que no puede preguntar por la configurada.`,
    remedy:
      'Define PANORAMA_AWS_ACCOUNT_ID con la cuenta que tiene QuickSight, y usa una clave o un rol de esa cuenta.',
  }),
  'identity-region': ({ identityRegion }) => ({
    says: `QuickSight guarda los usuarios de esta cuenta en ${identityRegion ?? 'otra región'}.`,
    remedy: `Define PANORAMA_QUICKSIGHT_IDENTITY_REGION=${identityRegion ?? 'esa región'}.`,
  }),
  'no-such-user': () => ({
    says: 'QuickSight no tiene ese usuario.',
    remedy:
      'Registra el usuario en QuickSight, o corrige el ARN: «Administrar usuarios» muestra nombres y espacios de nombres.',
  }),
  'no-such-thing': () => ({
    says: 'QuickSight no tiene nada con ese nombre en esta cuenta y región.',
    remedy:
      'Revisa PANORAMA_AWS_ACCOUNT_ID, PANORAMA_REGION, PANORAMA_QUICKSIGHT_NAMESPACE y el identificador del panel.',
  }),
  pricing: () => ({
    says: 'La cuenta no paga por sesiones, así que QuickSight no acepta invitados.',
    remedy:
      'Contrata capacidad de sesiones en QuickSight; o define PANORAMA_QUICKSIGHT_CAPACITY_PRICING=false: así quien no tiene usuario solo ve paneles sin filas de personas.',
  }),
  edition: () => ({
    says: 'La edición de QuickSight de esta cuenta no permite incrustar para un usuario así.',
    remedy: 'Incrustar necesita la edición Enterprise: actualízala en los ajustes de la cuenta de QuickSight.',
  }),
  domain: () => ({
    says: 'QuickSight no acepta las direcciones web que pueden mostrar paneles.',
    remedy:
      'Define PANORAMA_QUICKSIGHT_ALLOWED_DOMAINS con la dirección de Panorama tal como se escribe (https, sin ruta), y permítela en «Dominios e incrustación» de QuickSight.',
  }),
  invalid: ({ operation }) => ({
    says: `QuickSight no acepta lo que recibió ${operation}.`,
    remedy: 'Revisa el identificador del panel, PANORAMA_QUICKSIGHT_NAMESPACE y PANORAMA_QUICKSIGHT_SESSION_MINUTES.',
  }),
  'not-ready': ({ errorName }) => ({
    says: `QuickSight no está listo en esta cuenta (${errorName}).`,
    remedy: 'Termina el alta de QuickSight en la consola de AWS, o espera a que acabe el cambio en curso.',
  }),
  'foreign-address': () => ({
    says: 'QuickSight dio una dirección de una región distinta de la configurada.',
    remedy: 'Define PANORAMA_REGION con la región de los paneles: las páginas no pueden enmarcar otra cosa.',
  }),
}

export function remedyOf(refusal: Refusal, locale: Locale): Remedy {
  return (locale === 'es' ? spanish : english)[refusal.reason](refusal)
}

/** What the examination itself finds. */
interface Findings {
  readonly account: string
  readonly defaultUser: string
  readonly guests: string
  readonly dashboards: string
  readonly user: (arn: string) => string
  readonly dashboard: (id: string) => string
  readonly dataSet: (name: string) => string
  accountReady(edition: string): string
  accountNotReady(status: string): Remedy
  standardEdition: Remedy
  noDefaultUser: Remedy
  userReady(author: boolean): string
  userInactive: Remedy
  foreignUser: Remedy
  unembeddableId: Remedy
  unpublished(status: string): Remedy
  dashboardReady(name: string): string
  notShared: Remedy
  noRules(id: string): Remedy
  noTagRules: Remedy
  masterKey(tag: string): Remedy
  rulesInForce(tags: string): string
  opensForDefaultUser: string
  opensForGuests: string
  guestsOff: string
  guestsWouldWork: Remedy
  noDashboards: Remedy
}

export const findings: Readonly<Record<Locale, Findings>> = {
  en: {
    account: 'account',
    defaultUser: 'default user',
    guests: 'guests',
    dashboards: 'dashboards',
    user: (arn) => `user ${arn}`,
    dashboard: (id) => `dashboard ${id}`,
    dataSet: (name) => `data set ${name}`,
    accountReady: (edition) => `QuickSight is there, edition ${edition}.`,
    accountNotReady: (status) => ({
      says: `QuickSight in this account is ${status}.`,
      remedy: 'Finish signing up for QuickSight in the AWS console.',
    }),
    standardEdition: {
      says: 'The account has the Standard edition, which cannot embed.',
      remedy: 'Upgrade to Enterprise in QuickSight’s account settings.',
    },
    noDefaultUser: {
      says: 'There is no default user: people without a QuickSight user of their own are shown nothing but as guests.',
      remedy: 'Register a reader in QuickSight for this site and set PANORAMA_DEFAULT_USER_ARN.',
    },
    userReady: (author) => `Known and active; ${author ? 'may make dashboards' : 'reads dashboards'}.`,
    userInactive: {
      says: 'Known, but not active: it has never signed in, or was shut out.',
      remedy: 'Sign in once as this user, or register one of the identity type IAM, which is active at once.',
    },
    foreignUser: {
      says: 'This is no ARN of a QuickSight user of this account.',
      remedy:
        'It has the form arn:aws:quicksight:REGION:ACCOUNT:user/NAMESPACE/NAME, with PANORAMA_AWS_ACCOUNT_ID in it.',
    },
    unembeddableId: {
      says: 'A dashboard of this id cannot be embedded: ids have letters, digits, _ and - only.',
      remedy: 'Take the id from the address of the dashboard in QuickSight, behind /dashboards/.',
    },
    unpublished: (status) => ({
      says: `Its newest version is ${status}.`,
      remedy: 'Open it in QuickSight and publish it again.',
    }),
    dashboardReady: (name) => `Published as “${name}”.`,
    notShared: {
      says: 'It is not shared with the default user itself, nor with the namespace.',
      remedy: 'Unless a group or folder shares it: share it with the default user, or its frame stays closed.',
    },
    noRules: (id) => ({
      says: `It has no row rules for guests: each guest would see everybody’s rows.`,
      remedy: `Give data set ${id} the rules that \`panorama quicksight row-rules\` prints; until then keep the dashboard from people without a QuickSight user.`,
    }),
    noTagRules: {
      says: 'Its row rules know none of the tags that Panorama gives.',
      remedy: 'Put what `panorama quicksight row-rules` prints in their place.',
    },
    masterKey: (tag) => ({
      says: `Its rule for ${tag} has a value that matches all rows.`,
      remedy: 'Remove MatchAllValue from the rule: Panorama never needs it.',
    }),
    rulesInForce: (tags) => `Guests see the rows of their own tags: ${tags}.`,
    opensForDefaultUser: 'QuickSight opens it for the default user.',
    opensForGuests: 'QuickSight opens it for guests.',
    guestsOff: 'Not used: people without a QuickSight user see only dashboards that hold no rows of people.',
    guestsWouldWork: {
      says: 'The account takes guests, but Panorama does not use that.',
      remedy: 'Set PANORAMA_QUICKSIGHT_CAPACITY_PRICING=true to show learners and course teams their own rows.',
    },
    noDashboards: {
      says: 'None of QuickSight is listed in Panorama yet, so none was looked at.',
      remedy:
        'List one under “Dashboards” in the admin console; or ask about others: `panorama quicksight doctor --all`, or `--dashboard ID` for each.',
    },
  },
  es: {
    account: 'cuenta',
    defaultUser: 'usuario por defecto',
    guests: 'invitados',
    dashboards: 'paneles',
    user: (arn) => `usuario ${arn}`,
    dashboard: (id) => `panel ${id}`,
    dataSet: (name) => `conjunto de datos ${name}`,
    accountReady: (edition) => `QuickSight está listo, edición ${edition}.`,
    accountNotReady: (status) => ({
      says: `QuickSight en esta cuenta está ${status}.`,
      remedy: 'Termina el alta de QuickSight en la consola de AWS.',
    }),
    standardEdition: {
      says: 'La cuenta tiene la edición Standard, que no permite incrustar.',
      remedy: 'Actualiza a Enterprise en los ajustes de la cuenta de QuickSight.',
    },
    noDefaultUser: {
      says: 'No hay usuario por defecto: quien no tiene usuario propio en QuickSight solo ve algo como invitado.',
      remedy: 'Registra en QuickSight un lector para este sitio y define PANORAMA_DEFAULT_USER_ARN.',
    },
    userReady: (author) => `Conocido y activo; ${author ? 'puede crear paneles' : 'lee paneles'}.`,
    userInactive: {
      says: 'Conocido, pero no activo: nunca ha entrado, o se le cerró el acceso.',
      remedy: 'Entra una vez con ese usuario, o registra uno de tipo de identidad IAM, que queda activo al momento.',
    },
    foreignUser: {
      says: 'No es el ARN de un usuario de QuickSight de esta cuenta.',
      remedy: 'Tiene la forma arn:aws:quicksight:REGION:CUENTA:user/ESPACIO/NOMBRE, con PANORAMA_AWS_ACCOUNT_ID.',
    },
    unembeddableId: {
      says: 'Un panel con ese identificador no se puede incrustar: solo letras, cifras, _ y -.',
      remedy: 'Toma el identificador de la dirección del panel en QuickSight, detrás de /dashboards/.',
    },
    unpublished: (status) => ({
      says: `Su versión más nueva está ${status}.`,
      remedy: 'Ábrelo en QuickSight y publícalo de nuevo.',
    }),
    dashboardReady: (name) => `Publicado como «${name}».`,
    notShared: {
      says: 'No está compartido con el usuario por defecto mismo, ni con el espacio de nombres.',
      remedy: 'Salvo que lo comparta un grupo o carpeta: compártelo con ese usuario, o el marco quedará cerrado.',
    },
    noRules: (id) => ({
      says: 'No tiene reglas de filas para invitados: cada invitado vería las filas de todos.',
      remedy: `Da al conjunto de datos ${id} las reglas que imprime \`panorama quicksight row-rules\`; hasta entonces no muestres el panel a quien no tiene usuario en QuickSight.`,
    }),
    noTagRules: {
      says: 'Sus reglas de filas no conocen ninguna de las etiquetas que da Panorama.',
      remedy: 'Pon en su lugar lo que imprime `panorama quicksight row-rules`.',
    },
    masterKey: (tag) => ({
      says: `Su regla para ${tag} tiene un valor que abre todas las filas.`,
      remedy: 'Quita MatchAllValue de la regla: Panorama no lo necesita nunca.',
    }),
    rulesInForce: (tags) => `Los invitados ven las filas de sus etiquetas: ${tags}.`,
    opensForDefaultUser: 'QuickSight lo abre para el usuario por defecto.',
    opensForGuests: 'QuickSight lo abre para invitados.',
    guestsOff: 'Sin uso: quien no tiene usuario en QuickSight solo ve paneles sin filas de personas.',
    guestsWouldWork: {
      says: 'La cuenta acepta invitados, pero Panorama no lo usa.',
      remedy:
        'Define PANORAMA_QUICKSIGHT_CAPACITY_PRICING=true para mostrar a estudiantes y equipos docentes sus propias filas.',
    },
    noDashboards: {
      says: 'Aún no hay ninguno de QuickSight en la lista de Panorama, así que no se revisó ninguno.',
      remedy:
        'Añade uno en «Paneles» en la consola de administración; o pregunta por otros: `panorama quicksight doctor --all`, o `--dashboard ID` para cada uno.',
    },
  },
}
