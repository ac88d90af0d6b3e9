import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { version as packageVersion } from '../../package.json' with { type: 'json' }
import { misconfigured, type PanoramaError } from '../kernel/errors.ts'
import { flag } from '../kernel/value-types.ts'
import { type Environment, readEnvironment, type SettingProblem } from './read-environment.ts'
import { type Settings, settings } from './settings.ts'

/** Fixed, whatever the port: pseudonyms are made from it, and they must not change when the port does. */
const standInLmsUrl = 'http://localhost:2100/stand-in-lms'

/** What the rest of the program gets to know of its environment. */
export type Config = ReturnType<typeof configOf>

/**
 * Reads and checks the environment, once, at the first line of a program.
 * @throws PanoramaError `misconfigured` (exit code 78) that lists every problem there is
 */
export function readConfig(environment: Environment): Config {
  const { given, problems } = readEnvironment(environment, Object.keys(settings.shape))
  const checked = settings.safeParse(given)
  if (!checked.success) {
    for (const issue of checked.error.issues) problems.push({ name: String(issue.path[0]), problem: issue.message })
  }
  problems.push(...contradictions(given))
  if (!checked.success || problems.length > 0) throw configurationFailure(problems)
  return configOf(checked.data)
}

/**
 * The address of the LMS alone, for what needs nothing else of the configuration.
 * @throws PanoramaError `misconfigured` (exit code 78), when the address is none
 */
export function readLmsUrl(environment: Environment): string {
  const name = 'PANORAMA_LMS_URL'
  const { given, problems } = readEnvironment(environment, [name])
  const checked = settings.shape.PANORAMA_LMS_URL.safeParse(given[name])
  for (const issue of checked.error?.issues ?? []) problems.push({ name, problem: issue.message })
  if (problems.length > 0) throw configurationFailure(problems)
  return checked.data ?? standInLmsUrl
}

/** Rules between settings. They look at what was given, so that they are told together with malformed values. */
function contradictions(given: Readonly<Record<string, string>>): SettingProblem[] {
  const problems: SettingProblem[] = []
  if (given.PANORAMA_LMS_URL && !given.PANORAMA_JWT_PUBLIC_JWK_SET) {
    problems.push({ name: 'PANORAMA_JWT_PUBLIC_JWK_SET', problem: 'is needed to verify the tokens of the LMS' })
  }
  for (const name of ['PANORAMA_LMS_INTERNAL_URL', 'PANORAMA_JWT_PUBLIC_JWK_SET', 'PANORAMA_JWT_ISSUER']) {
    if (given[name] && !given.PANORAMA_LMS_URL) problems.push({ name, problem: 'needs PANORAMA_LMS_URL beside it' })
  }
  if (given.PANORAMA_CLICKHOUSE_CLUSTER && !given.PANORAMA_CLICKHOUSE_URL) {
    problems.push({ name: 'PANORAMA_CLICKHOUSE_CLUSTER', problem: 'needs PANORAMA_CLICKHOUSE_URL beside it' })
  }
  if (given.PANORAMA_SUPERSET_URL && !given.PANORAMA_SUPERSET_PASSWORD) {
    problems.push({ name: 'PANORAMA_SUPERSET_PASSWORD', problem: 'is needed beside PANORAMA_SUPERSET_URL' })
  }
  problems.push(...awsContradictions(given))
  if (isOn(given.PANORAMA_HOSTED_IN_DEMO) && !given.PANORAMA_LMS_URL) {
    problems.push({ name: 'PANORAMA_HOSTED_IN_DEMO', problem: 'needs PANORAMA_LMS_URL beside it' })
  }
  return problems
}

/** Only where AWS is asked for anything: a site that moves over may have brought half of a key that it never used. */
function awsContradictions(given: Readonly<Record<string, string>>): SettingProblem[] {
  const usesAws = [given.PANORAMA_HOSTED_DASHBOARDS, given.PANORAMA_HOSTED_IN_DEMO].some(isOn)
  if (given.PANORAMA_QUICKSIGHT_STAND_IN && !given.PANORAMA_AWS_ACCOUNT_ID) {
    return [{ name: 'PANORAMA_QUICKSIGHT_STAND_IN', problem: 'needs PANORAMA_AWS_ACCOUNT_ID beside it' }]
  }
  if (!given.PANORAMA_AWS_ACCOUNT_ID && !usesAws) return []
  const key = given.PANORAMA_AWS_ACCESS_KEY || given.OPENEDX_AWS_ACCESS_KEY
  const secretKey = given.PANORAMA_AWS_SECRET_ACCESS_KEY || given.OPENEDX_AWS_SECRET_ACCESS_KEY
  if (key && !secretKey) {
    return [{ name: 'PANORAMA_AWS_SECRET_ACCESS_KEY', problem: 'is needed beside PANORAMA_AWS_ACCESS_KEY' }]
  }
  if (secretKey && !key) {
    return [{ name: 'PANORAMA_AWS_ACCESS_KEY', problem: 'is needed beside PANORAMA_AWS_SECRET_ACCESS_KEY' }]
  }
  return []
}

function isOn(value: string | undefined): boolean {
  const checked = flag.safeParse(value)
  return checked.success && checked.data
}

function configurationFailure(problems: readonly SettingProblem[]): PanoramaError {
  const lines = problems.map(({ name, problem }) => `  ${name}: ${problem}`)
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  return misconfigured([`The configuration has ${count}:`, ...lines].join('\n'), {
    advice: 'The README lists every variable with its default.',
  })
}

function configOf(given: Settings) {
  const port = given.PANORAMA_MFE_PORT
  const dataDir = resolve(given.PANORAMA_DATA_DIR)
  const lmsUrl = given.PANORAMA_LMS_URL
  return {
    startMode: given.PANORAMA_MODE,
    host: given.PANORAMA_HOST,
    port,
    publicUrl: given.PANORAMA_PUBLIC_URL ?? `http://localhost:${port}`,
    publicPath: given.PUBLIC_PATH,
    trustedProxies: given.PANORAMA_TRUSTED_PROXIES,
    dataDir,
    storeUrl: given.PANORAMA_STORE_URL ?? pathToFileURL(resolve(dataDir, 'store.db')).href,
    logLevel: given.PANORAMA_LOG_LEVEL ?? (given.PANORAMA_DEBUG ? 'debug' : null),
    /** No LMS is configured: the stand-in of the demo signs people in. */
    standInLms: lmsUrl === undefined,
    /** The LMS that statements and pseudonyms of learners are made with. */
    lmsUrl: lmsUrl ?? standInLmsUrl,
    lms: lmsUrl === undefined ? null : lmsOf(given, lmsUrl),
    jwtAudience: given.PANORAMA_JWT_AUDIENCE,
    cookies: {
      headerPayload: given.PANORAMA_JWT_COOKIE_HEADER_PAYLOAD,
      signature: given.PANORAMA_JWT_COOKIE_SIGNATURE,
      language: given.PANORAMA_LANGUAGE_COOKIE,
    },
    studentView: given.PANORAMA_ENABLE_STUDENT_VIEW,
    showsNames: given.PANORAMA_ENABLE_PII,
    trackingLogs: given.PANORAMA_TRACKING_LOGS,
    /** Buckets with logs, to read from and to ship to. */
    logBuckets: {
      region: given.PANORAMA_REGION,
      endpoint: given.PANORAMA_S3_ENDPOINT ?? null,
      credentials: awsKeyOf(given),
      encryption: given.PANORAMA_S3_ENCRYPTION ?? null,
      bucketOwner: given.PANORAMA_S3_BUCKET_OWNER ?? null,
    },
    shipping: {
      bucket: given.PANORAMA_RAW_LOGS_BUCKET ?? given.PANORAMA_BUCKET,
      /** The bucket of the lake, too, so that logs lie beside its tables. */
      isBucketOfLake: (given.PANORAMA_RAW_LOGS_BUCKET ?? given.PANORAMA_BUCKET) === given.PANORAMA_BUCKET,
      basePrefix: given.PANORAMA_BASE_PREFIX,
      mostBytes: given.PANORAMA_LOGS_TOTAL_FILE_SIZE,
      mostMs: given.PANORAMA_LOGS_UPLOAD_TIMEOUT,
      partBytes: given.PANORAMA_LOGS_UPLOAD_CHUNK_SIZE,
    },
    keepFreeText: given.PANORAMA_KEEP_FREE_TEXT,
    minGroupSize: given.PANORAMA_MIN_GROUP_SIZE,
    clickhouse: {
      url: given.PANORAMA_CLICKHOUSE_URL ?? null,
      user: given.PANORAMA_CLICKHOUSE_USER,
      password: given.PANORAMA_CLICKHOUSE_PASSWORD,
      cluster: given.PANORAMA_CLICKHOUSE_CLUSTER ?? null,
      databases: {
        xapi: given.PANORAMA_CLICKHOUSE_XAPI_DATABASE,
        event_sink: given.PANORAMA_CLICKHOUSE_EVENT_SINK_DATABASE,
        lms: given.PANORAMA_CLICKHOUSE_LMS_DATABASE,
        panorama: given.PANORAMA_CLICKHOUSE_DATABASE,
      },
    },
    /** Where Cairn keeps raw tracking logs; without a URL, in our own warehouse. */
    cairn: {
      url: given.PANORAMA_CAIRN_CLICKHOUSE_URL ?? null,
      user: given.PANORAMA_CAIRN_CLICKHOUSE_USER,
      password: given.PANORAMA_CAIRN_CLICKHOUSE_PASSWORD,
    },
    migrationsDir: given.PANORAMA_MIGRATIONS_DIR ?? null,
    siteName: given.PANORAMA_SITE_NAME,
    logoUrl: given.PANORAMA_LOGO_URL ?? null,
    brandUrls: given.PANORAMA_BRAND_URLS,
    requestsPerMinute: given.PANORAMA_RATE_LIMIT,
    metricsToken: given.PANORAMA_METRICS_TOKEN ?? null,
    demoLearners: given.PANORAMA_DEMO_LEARNERS,
    tutor: tutorOf(given),
    extraction: extractionOf(given),
    quickSight: quickSightOf(given),
    superset: supersetOf(given),
    hosted: hostedOf(given),
    alsoInDemo: alsoInDemoOf(given),
    pluginMfeOrigins: given.PANORAMA_PLUGIN_MFE_ORIGINS,
  }
}

/** The other tools that the site wants in DEMO as well. */
function alsoInDemoOf(given: Settings) {
  const tools = given.PANORAMA_TOOLS_IN_DEMO
  return [
    ...(tools && quickSightOf(given) !== null ? ['quicksight' as const] : []),
    ...(tools && supersetOf(given) !== null ? ['superset' as const] : []),
    ...(given.PANORAMA_HOSTED_IN_DEMO ? ['hosted' as const] : []),
  ]
}

function lmsOf(given: Settings, url: string) {
  const { protocol, hostname } = new URL(url)
  return {
    url,
    internalUrl: given.PANORAMA_LMS_INTERNAL_URL ?? url,
    // Open edX leaves the port out of the issuer, even where the LMS has one.
    issuer: given.PANORAMA_JWT_ISSUER ?? `${protocol}//${hostname}/oauth2`,
    keySet: given.PANORAMA_JWT_PUBLIC_JWK_SET ?? { keys: [] },
  }
}

/** Without both halves of a key, AWS's own chain finds the role of the machine or container. */
function awsKeyOf(given: Settings) {
  const accessKeyId = given.PANORAMA_AWS_ACCESS_KEY ?? given.OPENEDX_AWS_ACCESS_KEY
  const secretAccessKey = given.PANORAMA_AWS_SECRET_ACCESS_KEY ?? given.OPENEDX_AWS_SECRET_ACCESS_KEY
  return accessKeyId === '' || secretAccessKey === '' ? null : { accessKeyId, secretAccessKey }
}

/** What the server extracts from the LMS by itself, and when; null where it does not. */
function extractionOf(given: Settings) {
  const settingsFile = given.PANORAMA_ELT_SETTINGS
  if (settingsFile === undefined) return null
  const crontab = given.PANORAMA_CRONTAB === 'off' ? null : given.PANORAMA_CRONTAB
  return { settingsFile: resolve(settingsFile), crontab, timeZone: given.PANORAMA_CRONTAB_TIME_ZONE }
}

/** Null where QuickSight is not configured. */
function quickSightOf(given: Settings) {
  const accountId = given.PANORAMA_AWS_ACCOUNT_ID
  if (accountId === '') return null
  const region = given.PANORAMA_REGION
  const publicUrl = given.PANORAMA_PUBLIC_URL ?? `http://localhost:${given.PANORAMA_MFE_PORT}`
  return {
    accountId,
    region,
    identityRegion: given.PANORAMA_QUICKSIGHT_IDENTITY_REGION ?? region,
    namespace: given.PANORAMA_QUICKSIGHT_NAMESPACE,
    key: awsKeyOf(given),
    defaultUserArn: tutorOf(given).defaultUserArn || null,
    sessionMinutes: given.PANORAMA_QUICKSIGHT_SESSION_MINUTES,
    allowedDomains: given.PANORAMA_QUICKSIGHT_ALLOWED_DOMAINS ?? [new URL(publicUrl).origin],
    capacityPricing: given.PANORAMA_QUICKSIGHT_CAPACITY_PRICING,
    features: given.PANORAMA_QUICKSIGHT_FEATURES,
    standIn: given.PANORAMA_QUICKSIGHT_STAND_IN ?? null,
  }
}

/** Null where Superset is not configured. */
function supersetOf(given: Settings) {
  const url = given.PANORAMA_SUPERSET_URL
  if (url === undefined) return null
  return {
    url,
    internalUrl: given.PANORAMA_SUPERSET_INTERNAL_URL ?? url,
    authProvider: given.PANORAMA_SUPERSET_AUTH_PROVIDER,
    service: { user: given.PANORAMA_SUPERSET_USER, password: given.PANORAMA_SUPERSET_PASSWORD },
    admin: { user: given.PANORAMA_SUPERSET_ADMIN_USER, password: given.PANORAMA_SUPERSET_ADMIN_PASSWORD },
    guestRole: given.PANORAMA_SUPERSET_GUEST_ROLE,
    /** How Superset reads the warehouse; null where nothing is said, as with the embedded engine. */
    clickhouseUrl: given.PANORAMA_SUPERSET_CLICKHOUSE_URL ?? given.PANORAMA_CLICKHOUSE_URL ?? null,
    clickhouse: {
      user: given.PANORAMA_SUPERSET_CLICKHOUSE_USER,
      password: given.PANORAMA_SUPERSET_CLICKHOUSE_PASSWORD,
    },
  }
}

/** Null where the site wants no hosted dashboards. */
function hostedOf(given: Settings) {
  const inDemo = given.PANORAMA_HOSTED_IN_DEMO
  const otherwise = given.PANORAMA_HOSTED_DASHBOARDS
  if (!inDemo && !otherwise) return null
  return {
    urls: {
      DEMO: inDemo ? given.PANORAMA_HOSTED_DEMO_URL : null,
      FREE: otherwise ? given.PANORAMA_HOSTED_FREE_URL : null,
      SAAS: otherwise ? given.PANORAMA_HOSTED_SAAS_URL : null,
    },
    frameOrigins: given.PANORAMA_HOSTED_FRAME_ORIGINS,
    key: awsKeyOf(given),
    version: given.PANORAMA_VERSION ?? packageVersion,
  }
}

/** The plugin's settings for extraction, log shipping and AWS, with the defaults that follow from one another. */
function tutorOf(given: Settings) {
  const region = given.PANORAMA_REGION
  const account = given.PANORAMA_AWS_ACCOUNT_ID
  const lmsHost = given.PANORAMA_LMS_URL === undefined ? '' : new URL(given.PANORAMA_LMS_URL).hostname
  const quickSightUser = `arn:aws:quicksight:${region}:${account}:user/default/${lmsHost}`
  const version = given.PANORAMA_VERSION ?? 'latest'
  return {
    mfeEnabled: given.PANORAMA_MFE_ENABLED,
    crontab: given.PANORAMA_CRONTAB,
    bucket: given.PANORAMA_BUCKET,
    basePrefix: given.PANORAMA_BASE_PREFIX,
    region,
    awsAccountId: account,
    awsAccessKey: given.PANORAMA_AWS_ACCESS_KEY ?? given.OPENEDX_AWS_ACCESS_KEY,
    awsSecretAccessKey: given.PANORAMA_AWS_SECRET_ACCESS_KEY ?? given.OPENEDX_AWS_SECRET_ACCESS_KEY,
    datalakeDatabase: given.PANORAMA_DATALAKE_DATABASE,
    datalakeWorkgroup: given.PANORAMA_DATALAKE_WORKGROUP,
    defaultUserArn: given.PANORAMA_DEFAULT_USER_ARN ?? (account === '' || lmsHost === '' ? '' : quickSightUser),
    useSplitMongo: given.PANORAMA_USE_SPLIT_MONGO,
    flbLogLevel: given.PANORAMA_FLB_LOG_LEVEL,
    runK8sFluentbit: given.PANORAMA_RUN_K8S_FLUENTBIT,
    dockerImage: given.PANORAMA_DOCKER_IMAGE ?? `aulasneo/panorama-elt:${version}`,
    logsDockerImage: given.PANORAMA_LOGS_DOCKER_IMAGE ?? `aulasneo/panorama-elt-logs:${version}`,
    k8sJobMemoryRequest: given.PANORAMA_K8S_JOB_MEMORY_REQUEST ?? null,
    k8sJobMemoryLimit: given.PANORAMA_K8S_JOB_MEMORY_LIMIT ?? null,
  }
}
