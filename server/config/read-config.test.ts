import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PanoramaError } from '../kernel/errors.ts'
import { readConfig } from './read-config.ts'

const key = { kty: 'RSA', n: 'sXchDaQebHnPiGvyDOAT4saGEUetSyo9MKLOoWFsueri', e: 'AQAB' }
const withLms = {
  PANORAMA_LMS_URL: 'https://lms.example.edu:8443/',
  PANORAMA_JWT_PUBLIC_JWK_SET: JSON.stringify({ keys: [{ ...key, kid: 'openedx' }] }),
}

function failureOf(environment: Record<string, string>): PanoramaError {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof PanoramaError) return error
  }
  throw new Error('The configuration was accepted.')
}

describe('an empty environment', () => {
  const config = readConfig({})

  test('gives a demo that listens on this machine only and signs people in by itself', () => {
    expect(config).toMatchObject({
      startMode: 'DEMO',
      host: '127.0.0.1',
      port: 2100,
      publicUrl: 'http://localhost:2100',
      publicPath: '/',
      logLevel: null,
      standInLms: true,
      lms: null,
      jwtAudience: 'openedx',
      studentView: true,
      showsNames: false,
      minGroupSize: 10,
      metricsToken: null,
      brandUrls: [],
    })
    expect(config.clickhouse).toEqual({
      url: null,
      user: 'default',
      password: '',
      cluster: null,
      databases: { xapi: 'xapi', event_sink: 'event_sink', lms: 'lms', panorama: 'panorama' },
    })
    expect(config.storeUrl).toBe(`file://${config.dataDir}/store.db`)
  })

  test("has the Tutor plugin's defaults", () => {
    expect(config.tutor).toEqual({
      mfeEnabled: true,
      crontab: '55 * * * *',
      bucket: '',
      basePrefix: 'openedx',
      region: 'us-east-1',
      awsAccountId: '',
      awsAccessKey: '',
      awsSecretAccessKey: '',
      datalakeDatabase: 'panorama',
      datalakeWorkgroup: 'panorama',
      defaultUserArn: '',
      useSplitMongo: true,
      flbLogLevel: 'info',
      runK8sFluentbit: true,
      dockerImage: 'aulasneo/panorama-elt:latest',
      logsDockerImage: 'aulasneo/panorama-elt-logs:latest',
      k8sJobMemoryRequest: null,
      k8sJobMemoryLimit: null,
    })
  })

  test('reads the same when every variable is there and empty, as templates leave them', () => {
    expect(readConfig({ PANORAMA_LMS_URL: '', PANORAMA_BUCKET: '', PANORAMA_MODE: '', PUBLIC_PATH: '' })).toEqual(
      config,
    )
  })
})

test.each([
  ['PANORAMA_MODE', 'saas', { startMode: 'SAAS' }],
  ['PANORAMA_MFE_PORT', '8080', { port: 8080, publicUrl: 'http://localhost:8080' }],
  ['PANORAMA_ENABLE_STUDENT_VIEW', 'False', { studentView: false }],
  ['PANORAMA_DEBUG', 'True', { logLevel: 'debug' }],
  ['PANORAMA_MFE_ENABLED', 'no', { tutor: { mfeEnabled: false } }],
  ['PANORAMA_CRONTAB', '*/5 1-3 * * 0', { tutor: { crontab: '*/5 1-3 * * 0' } }],
  [
    'PANORAMA_ELT_SETTINGS',
    '/etc/elt.yaml',
    { extraction: { settingsFile: '/etc/elt.yaml', crontab: '55 * * * *', timeZone: 'UTC' } },
  ],
  ['PANORAMA_BUCKET', 'lake', { tutor: { bucket: 'lake' }, shipping: { bucket: 'lake', isBucketOfLake: true } }],
  ['PANORAMA_RAW_LOGS_BUCKET', 'logs', { tutor: { bucket: '' }, shipping: { bucket: 'logs', isBucketOfLake: false } }],
  ['PANORAMA_BASE_PREFIX', 'site-one', { tutor: { basePrefix: 'site-one' } }],
  ['PANORAMA_REGION', 'eu-west-1', { tutor: { region: 'eu-west-1' } }],
  ['PANORAMA_AWS_ACCOUNT_ID', '123456789012', { tutor: { awsAccountId: '123456789012', defaultUserArn: '' } }],
  ['PANORAMA_AWS_ACCESS_KEY', 'AKIA', { tutor: { awsAccessKey: 'AKIA' } }],
  ['PANORAMA_AWS_SECRET_ACCESS_KEY', 'shh', { tutor: { awsSecretAccessKey: 'shh' } }],
  ['OPENEDX_AWS_ACCESS_KEY', 'AKIB', { tutor: { awsAccessKey: 'AKIB' } }],
  ['OPENEDX_AWS_SECRET_ACCESS_KEY', 'hush', { tutor: { awsSecretAccessKey: 'hush' } }],
  ['PANORAMA_DATALAKE_DATABASE', 'lake_one', { tutor: { datalakeDatabase: 'lake_one' } }],
  ['PANORAMA_DATALAKE_WORKGROUP', 'primary', { tutor: { datalakeWorkgroup: 'primary' } }],
  [
    'PANORAMA_DEFAULT_USER_ARN',
    'arn:aws:quicksight:us-east-1:123456789012:user/default/reader',
    { tutor: { defaultUserArn: 'arn:aws:quicksight:us-east-1:123456789012:user/default/reader' } },
  ],
  ['PANORAMA_USE_SPLIT_MONGO', '0', { tutor: { useSplitMongo: false } }],
  ['PANORAMA_FLB_LOG_LEVEL', 'warn', { tutor: { flbLogLevel: 'warn' } }],
  ['PANORAMA_RUN_K8S_FLUENTBIT', 'off', { tutor: { runK8sFluentbit: false } }],
  ['PANORAMA_LOGS_TOTAL_FILE_SIZE', '1G', { shipping: { mostBytes: 1_000_000_000 } }],
  ['PANORAMA_LOGS_UPLOAD_TIMEOUT', '90s', { shipping: { mostMs: 90_000 } }],
  ['PANORAMA_LOGS_UPLOAD_CHUNK_SIZE', '6M', { shipping: { partBytes: 6_000_000 } }],
  ['PANORAMA_S3_ENDPOINT', 'http://minio:9000/', { logBuckets: { endpoint: 'http://minio:9000' } }],
  ['PANORAMA_S3_ENCRYPTION', 'AES256', { logBuckets: { encryption: { algorithm: 'AES256' } } }],
  ['PANORAMA_S3_ENCRYPTION', 'aws:kms', { logBuckets: { encryption: { algorithm: 'aws:kms', keyId: null } } }],
  ['PANORAMA_S3_ENCRYPTION', 'aws:kms:alias/logs', { logBuckets: { encryption: { keyId: 'alias/logs' } } }],
  ['PANORAMA_S3_BUCKET_OWNER', '123456789012', { logBuckets: { bucketOwner: '123456789012' } }],
  ['PANORAMA_DOCKER_IMAGE', 'mine/elt:1', { tutor: { dockerImage: 'mine/elt:1' } }],
  ['PANORAMA_LOGS_DOCKER_IMAGE', 'mine/logs:1', { tutor: { logsDockerImage: 'mine/logs:1' } }],
  ['PANORAMA_VERSION', '21.2.1', { tutor: { dockerImage: 'aulasneo/panorama-elt:21.2.1' } }],
  ['PANORAMA_K8S_JOB_MEMORY_REQUEST', '512Mi', { tutor: { k8sJobMemoryRequest: '512Mi' } }],
  ['PANORAMA_K8S_JOB_MEMORY_LIMIT', '2Gi', { tutor: { k8sJobMemoryLimit: '2Gi' } }],
  ['PANORAMA_HOST', '0.0.0.0', { host: '0.0.0.0' }],
  ['PANORAMA_PUBLIC_URL', 'https://apps.example.edu/', { publicUrl: 'https://apps.example.edu' }],
  ['PUBLIC_PATH', '/panorama/', { publicPath: '/panorama/' }],
  ['PANORAMA_TRUSTED_PROXIES', '10.0.0.0/8, loopback', { trustedProxies: ['10.0.0.0/8', 'loopback'] }],
  ['PANORAMA_DATA_DIR', '/srv/panorama', { dataDir: '/srv/panorama', storeUrl: 'file:///srv/panorama/store.db' }],
  ['PANORAMA_STORE_URL', 'libsql://store:8080', { storeUrl: 'libsql://store:8080' }],
  ['PANORAMA_JWT_AUDIENCE', 'us', { jwtAudience: 'us' }],
  ['PANORAMA_JWT_COOKIE_HEADER_PAYLOAD', 'stage-hp', { cookies: { headerPayload: 'stage-hp' } }],
  ['PANORAMA_JWT_COOKIE_SIGNATURE', 'stage-s', { cookies: { signature: 'stage-s' } }],
  ['PANORAMA_LANGUAGE_COOKIE', 'stage-lang', { cookies: { language: 'stage-lang' } }],
  ['PANORAMA_ENABLE_PII', 'yes', { showsNames: true }],
  ['PANORAMA_MIN_GROUP_SIZE', '5', { minGroupSize: 5 }],
  ['PANORAMA_CLICKHOUSE_URL', 'http://clickhouse:8123/', { clickhouse: { url: 'http://clickhouse:8123' } }],
  ['PANORAMA_CLICKHOUSE_USER', 'ch', { clickhouse: { user: 'ch' } }],
  ['PANORAMA_CLICKHOUSE_PASSWORD', ' p w ', { clickhouse: { password: ' p w ' } }],
  ['PANORAMA_CLICKHOUSE_XAPI_DATABASE', 'x2', { clickhouse: { databases: { xapi: 'x2' } } }],
  ['PANORAMA_CLICKHOUSE_EVENT_SINK_DATABASE', 'e2', { clickhouse: { databases: { event_sink: 'e2' } } }],
  ['PANORAMA_CLICKHOUSE_DATABASE', 'p2', { clickhouse: { databases: { panorama: 'p2' } } }],
  ['PANORAMA_HOSTED_DASHBOARDS', 'on', { hosted: { urls: { DEMO: null, SAAS: expect.stringContaining('saas') } } }],
  ['PANORAMA_HOSTED_SAAS_URL', 'https://h.test/saas', { hosted: null }],
  ['PANORAMA_MIGRATIONS_DIR', '/srv/sql', { migrationsDir: '/srv/sql' }],
  ['PANORAMA_SITE_NAME', 'Riverside', { siteName: 'Riverside' }],
  ['PANORAMA_LOGO_URL', 'https://lms.example.edu/logo.svg', { logoUrl: 'https://lms.example.edu/logo.svg' }],
  [
    'PANORAMA_BRAND_URLS',
    'https://a.test/x.css,https://b.test/y.css',
    { brandUrls: ['https://a.test/x.css', 'https://b.test/y.css'] },
  ],
  ['PANORAMA_LOG_LEVEL', 'error', { logLevel: 'error' }],
  ['PANORAMA_TOOLS_IN_DEMO', 'on', { alsoInDemo: [] }],
  ['PANORAMA_PLUGIN_MFE_ORIGINS', 'https://apps.example.edu/', { pluginMfeOrigins: ['https://apps.example.edu'] }],
  ['PANORAMA_RATE_LIMIT', '60', { requestsPerMinute: 60 }],
  ['PANORAMA_METRICS_TOKEN', '0123456789abcdef', { metricsToken: '0123456789abcdef' }],
  ['PANORAMA_DEMO_LEARNERS', '30', { demoLearners: 30 }],
])('%s may be %s', (name, value, expected) => {
  expect(readConfig({ [name]: value })).toMatchObject(expected)
})

describe('Amazon QuickSight', () => {
  const account = { PANORAMA_AWS_ACCOUNT_ID: '123456789012' }
  const quickSight = (more: Record<string, string> = {}) => readConfig({ ...account, ...more }).quickSight

  test('is configured by its account, and asked with the role of the machine where there is no key', () => {
    expect(readConfig({}).quickSight).toBeNull()
    expect(quickSight()).toEqual({
      accountId: '123456789012',
      region: 'us-east-1',
      identityRegion: 'us-east-1',
      namespace: 'default',
      key: null,
      defaultUserArn: null,
      sessionMinutes: 60,
      allowedDomains: ['http://localhost:2100'],
      capacityPricing: false,
      features: [],
      standIn: null,
    })
  })

  test.each([
    ['PANORAMA_REGION', 'eu-west-1', { region: 'eu-west-1', identityRegion: 'eu-west-1' }],
    ['PANORAMA_QUICKSIGHT_IDENTITY_REGION', 'eu-north-1', { region: 'us-east-1', identityRegion: 'eu-north-1' }],
    ['PANORAMA_QUICKSIGHT_NAMESPACE', 'riverside', { namespace: 'riverside' }],
    ['PANORAMA_QUICKSIGHT_SESSION_MINUTES', '15', { sessionMinutes: 15 }],
    [
      'PANORAMA_QUICKSIGHT_ALLOWED_DOMAINS',
      'https://*.Example.org/ http://localhost:2100',
      { allowedDomains: ['https://*.example.org', 'http://localhost:2100'] },
    ],
    ['PANORAMA_PUBLIC_URL', 'https://apps.example.org', { allowedDomains: ['https://apps.example.org'] }],
    ['PANORAMA_QUICKSIGHT_CAPACITY_PRICING', 'true', { capacityPricing: true }],
    ['PANORAMA_QUICKSIGHT_FEATURES', 'state,bookmarks', { features: ['state', 'bookmarks'] }],
    ['PANORAMA_QUICKSIGHT_STAND_IN', 'http://127.0.0.1:2180/', { standIn: 'http://127.0.0.1:2180' }],
  ])('%s may be %s', (name, value, expected) => {
    expect(quickSight({ [name]: value })).toMatchObject(expected)
  })

  test("takes Tutor's own key where Panorama has none", () => {
    expect(quickSight({ OPENEDX_AWS_ACCESS_KEY: 'AKIB', OPENEDX_AWS_SECRET_ACCESS_KEY: 'hush' })?.key).toEqual({
      accessKeyId: 'AKIB',
      secretAccessKey: 'hush',
    })
  })

  test.each([
    ['PANORAMA_REGION', 'Ireland', /must be an AWS region/],
    ['PANORAMA_QUICKSIGHT_SESSION_MINUTES', '14', /from 15 to 600/],
    ['PANORAMA_QUICKSIGHT_ALLOWED_DOMAINS', 'https://a.test https://b.test https://c.test https://d.test', /three/],
    ['PANORAMA_QUICKSIGHT_ALLOWED_DOMAINS', 'apps.example.org', /http/],
    ['PANORAMA_QUICKSIGHT_FEATURES', 'everything', /alerts, bookmarks/],
    ['PANORAMA_QUICKSIGHT_STAND_IN', 'https://quicksight.example.org', /this machine/],
    ['PANORAMA_AWS_ACCESS_KEY', 'AKIA', /PANORAMA_AWS_SECRET_ACCESS_KEY: is needed/],
    ['OPENEDX_AWS_SECRET_ACCESS_KEY', 'hush', /PANORAMA_AWS_ACCESS_KEY: is needed/],
  ])('%s may not be %s', (name, value, expected) => {
    const { message } = failureOf({ ...account, [name]: value })
    expect(message).toMatch(expected)
    expect(message).not.toContain('hush')
  })

  test('a stand-in without an account is a problem', () => {
    const { message } = failureOf({ PANORAMA_QUICKSIGHT_STAND_IN: 'http://localhost:2180' })
    expect(message).toContain('needs PANORAMA_AWS_ACCOUNT_ID')
  })
})

test('other tools are in DEMO only where they are configured and wanted there', () => {
  const both = { PANORAMA_AWS_ACCOUNT_ID: '123456789012', PANORAMA_SUPERSET_URL: 'https://superset.test' }
  const account = { PANORAMA_SUPERSET_USER: 'panorama', PANORAMA_SUPERSET_PASSWORD: 'p' }
  expect(readConfig({ ...both, ...account }).alsoInDemo).toEqual([])
  const wanted = { ...both, ...account, PANORAMA_TOOLS_IN_DEMO: 'true' }
  expect(readConfig(wanted).alsoInDemo).toEqual(['quicksight', 'superset'])
  expect(readConfig({ ...withLms, PANORAMA_HOSTED_IN_DEMO: 'true' }).alsoInDemo).toEqual(['hosted'])
})

describe('hosted dashboards', () => {
  test('are off until the site wants them, and in DEMO until it says so, with an LMS of its own', () => {
    expect(readConfig({}).hosted).toBeNull()
    expect(readConfig({ ...withLms, PANORAMA_HOSTED_IN_DEMO: 'true' }).hosted).toEqual({
      urls: { DEMO: expect.stringMatching(/^https:\/\/panorama-get-demo/), FREE: null, SAAS: null },
      frameOrigins: ['https://us-east-1.quicksight.aws.amazon.com'],
      key: null,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    })
    expect(failureOf({ PANORAMA_HOSTED_IN_DEMO: 'true' }).message).toContain('needs PANORAMA_LMS_URL')
    expect(failureOf({ PANORAMA_HOSTED_SAAS_URL: 'http://h.test/saas' }).message).toContain('https://')
  })
})

describe('with an LMS', () => {
  test('the issuer has its host without the port, as Open edX makes it', () => {
    expect(readConfig(withLms)).toMatchObject({
      standInLms: false,
      lms: {
        url: 'https://lms.example.edu:8443',
        internalUrl: 'https://lms.example.edu:8443',
        issuer: 'https://lms.example.edu/oauth2',
        keySet: { keys: [{ ...key, kid: 'openedx' }] },
      },
    })
  })

  test('issuer and internal address can be told', () => {
    const told = { PANORAMA_JWT_ISSUER: 'urn:lms', PANORAMA_LMS_INTERNAL_URL: 'http://lms:8000' }
    expect(readConfig({ ...withLms, ...told }).lms).toMatchObject({ issuer: 'urn:lms', internalUrl: 'http://lms:8000' })
  })

  test("the default QuickSight user is named after the LMS's host", () => {
    const config = readConfig({ ...withLms, PANORAMA_AWS_ACCOUNT_ID: '123456789012' })
    expect(config.tutor.defaultUserArn).toBe('arn:aws:quicksight:us-east-1:123456789012:user/default/lms.example.edu')
  })

  test.each([
    ['a bare list of keys', JSON.stringify([key])],
    [
      'whitespace inside the numbers',
      JSON.stringify({ keys: [{ ...key, n: ` ${key.n.slice(0, 9)}\n  ${key.n.slice(9)} ` }] }),
    ],
  ])('the key set may be %s', (_what, given) => {
    expect(readConfig({ ...withLms, PANORAMA_JWT_PUBLIC_JWK_SET: given }).lms?.keySet).toEqual({ keys: [key] })
  })

  test.each([
    ['a private key', JSON.stringify({ keys: [{ ...key, d: 'c2VjcmV0LW51bWJlcg' }] }), /private members/],
    ['a symmetric key', JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0LW51bWJlcg' }] }), /keys\.0\.kty/],
    ['an empty set', '{"keys": []}', /holds no key/],
    ['no JSON', '<keys/>', /must be a JSON Web Key set/],
    ['a number that is not base64url', JSON.stringify([{ ...key, n: 'a+b/c=' }]), /keys\.0\.n: is not base64url/],
  ])('the key set may not be %s, and the message does not repeat it', (_what, given, expected) => {
    const { message } = failureOf({ ...withLms, PANORAMA_JWT_PUBLIC_JWK_SET: given })
    expect(message).toMatch(expected)
    expect(message).not.toContain('c2VjcmV0LW51bWJlcg')
  })

  test('a missing key set is a problem', () => {
    const { message } = failureOf({ PANORAMA_LMS_URL: 'https://lms.example.edu' })
    expect(message).toContain('PANORAMA_JWT_PUBLIC_JWK_SET: is needed')
  })
})

describe('the schedule of extractions', () => {
  const settings = { PANORAMA_ELT_SETTINGS: '/etc/elt.yaml' }

  test('is nobody’s without a settings file', () => {
    expect(readConfig({ PANORAMA_CRONTAB: '0 3 * * *' }).extraction).toBeNull()
  })

  test('has a time zone, and can be off', () => {
    const given = { ...settings, PANORAMA_CRONTAB: '0 3 * * MON-FRI', PANORAMA_CRONTAB_TIME_ZONE: 'America/Bogota' }
    expect(readConfig(given).extraction).toMatchObject({ crontab: '0 3 * * MON-FRI', timeZone: 'America/Bogota' })
    expect(readConfig({ ...settings, PANORAMA_CRONTAB: 'off' }).extraction).toMatchObject({ crontab: null })
  })

  test.each(['60 * * * *', '* * * *', '0 0 31 2 *', '* * * * * *', '@hourly', '*/0 * * * *'])(
    'is not "%s"',
    (crontab) => {
      expect(failureOf({ ...settings, PANORAMA_CRONTAB: crontab }).message).toContain(
        'PANORAMA_CRONTAB: must be five crontab fields such as "55 * * * *", or off',
      )
    },
  )

  test('is in no time zone that is none', () => {
    expect(failureOf({ PANORAMA_CRONTAB_TIME_ZONE: 'Madrid' }).message).toMatch(/PANORAMA_CRONTAB_TIME_ZONE: must be/)
  })
})

describe('what is wrong', () => {
  test('is reported all at once, and ends the program with EX_CONFIG', () => {
    const failure = failureOf({
      PANORAMA_MODE: 'PRODUCTION',
      PANORAMA_MFE_PORT: '0',
      PANORAMA_ENABLE_PII: 'perhaps',
      PUBLIC_PATH: 'panorama',
      PANORAMA_LMS_URL: 'lms.example.edu',
      PANORAMA_CLICKHOUSE_DATABASE: 'panorama; DROP DATABASE xapi',
      PANORAMA_CLICKHOUSE_CLUSTER: 'company',
      PANORAMA_METRICS_TOKEN: 'short',
      PANORAMA_BRAND_URLS: 'https://a.test/x.css javascript:alert(1)',
      PANORAMA_CRONTAB: 'hourly',
      PANORAMA_SITE_NAME_FILE: '/nowhere/at/all',
      PANORAMA_CLICKHOUSE_PASSWORD: 'one',
      PANORAMA_CLICKHOUSE_PASSWORD_FILE: '/two',
    })
    expect(failure.exitCode).toBe(78)
    const named = failure.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(':')[0])
    // Nine are malformed; one file cannot be read, the password is given twice, the
    // cluster lacks its URL, and the LMS its key set.
    expect(named.sort()).toEqual([
      'PANORAMA_BRAND_URLS',
      'PANORAMA_CLICKHOUSE_CLUSTER',
      'PANORAMA_CLICKHOUSE_DATABASE',
      'PANORAMA_CLICKHOUSE_PASSWORD',
      'PANORAMA_CRONTAB',
      'PANORAMA_ENABLE_PII',
      'PANORAMA_JWT_PUBLIC_JWK_SET',
      'PANORAMA_LMS_URL',
      'PANORAMA_METRICS_TOKEN',
      'PANORAMA_MFE_PORT',
      'PANORAMA_MODE',
      'PANORAMA_SITE_NAME_FILE',
      'PUBLIC_PATH',
    ])
  })

  test.each([
    ['PUBLIC_PATH', '/panorama'],
    ['PUBLIC_PATH', 'panorama/'],
    ['PUBLIC_PATH', '//evil.test/'],
    ['PUBLIC_PATH', '/a b/'],
    ['PANORAMA_MFE_PORT', '65536'],
    ['PANORAMA_MFE_PORT', '21OO'],
    ['PANORAMA_MFE_PORT', 'tcp://10.0.0.1:2100'],
    ['PANORAMA_LMS_URL', 'ftp://lms.example.edu'],
    ['PANORAMA_LMS_URL', 'https://lms.example.edu/login'],
    ['PANORAMA_LMS_URL', 'https://me:secret@lms.example.edu'],
    ['PANORAMA_AWS_ACCOUNT_ID', '1234'],
    ['PANORAMA_LOGS_TOTAL_FILE_SIZE', 'big'],
    ['PANORAMA_LOGS_TOTAL_FILE_SIZE', '2G'],
    ['PANORAMA_LOGS_UPLOAD_TIMEOUT', '10'],
    ['PANORAMA_S3_ENCRYPTION', 'rot13'],
    ['PANORAMA_TRACKING_LOGS', '/var/log/tracking.log,s3://logs/*/'],
    ['PANORAMA_TRACKING_LOGS', 's3:/logs/'],
    ['PANORAMA_S3_BUCKET_OWNER', 'me'],
    ['PANORAMA_LOG_LEVEL', 'loud'],
    ['PANORAMA_STORE_URL', 'mysql://store'],
    ['PANORAMA_JWT_COOKIE_SIGNATURE', 'a=b;c'],
  ])('%s may not be %s', (name, value) => {
    expect(failureOf({ ...withLms, [name]: value }).message).toMatch(new RegExp(`^  ${name}: .+`, 'm'))
  })
})

describe('NAME_FILE', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'panorama-config-')), 'secret')

  test('gives the value without the line end that editors add', () => {
    writeFileSync(file, 'from a file \n')
    expect(readConfig({ PANORAMA_CLICKHOUSE_PASSWORD_FILE: file }).clickhouse.password).toBe('from a file ')
  })

  test('works for every variable, whatever its type', () => {
    writeFileSync(file, '8080\n')
    expect(readConfig({ PANORAMA_MFE_PORT_FILE: file, PANORAMA_MIN_GROUP_SIZE_FILE: file })).toMatchObject({
      port: 8080,
      minGroupSize: 8080,
    })
  })
})

test('a data directory that the engine would read as a pattern is refused', () => {
  expect(() => readConfig({ PANORAMA_DATA_DIR: '/srv/site*' })).toThrow(/PANORAMA_DATA_DIR: must be a path without/)
})
