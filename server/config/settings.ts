import { z } from 'zod'
import { directory, flag, list, plainWord, rootUrl, text, webUrl, wholeNumber } from '../kernel/value-types.ts'
import { accessSettings } from './access-settings.ts'
import { extractionSettings } from './extraction-settings.ts'
import { hostedSettings } from './hosted-settings.ts'
import { publicJwkSet } from './jwk-set.ts'
import { logSettings } from './log-settings.ts'
import { quickSightSettings } from './quicksight-settings.ts'
import { optionalSetting, setting } from './setting.ts'
import { supersetSettings } from './superset-settings.ts'
import { tutorSettings } from './tutor-settings.ts'

const publicPath = z
  .string()
  .regex(/^\/([A-Za-z0-9._~-]+\/)*$/, "must begin and end with '/', with plain words between: '/' or '/panorama/'")
const cookieName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'must be the name of a cookie')
const secret = { secret: true }

/**
 * Every variable of the environment that Panorama reads: type, check, default and documentation in one place.
 * `read-config.ts` turns it into the `Config` of the program, `documentation.ts` into the README's table.
 */
export const settings = z.object({
  PANORAMA_HOST: setting(
    text,
    '127.0.0.1',
    'The address to listen on. In a container: `0.0.0.0`, behind a proxy that speaks HTTPS.',
  ),
  PANORAMA_PUBLIC_URL: optionalSetting(
    rootUrl,
    '`http://localhost:` and the port',
    'The address that people type, without `PUBLIC_PATH`.',
  ),
  PUBLIC_PATH: setting(
    publicPath,
    '/',
    'The path under which everything is served; the same at build time and at run time.',
  ),
  PANORAMA_TRUSTED_PROXIES: setting(
    list(text),
    'loopback,uniquelocal',
    'Proxies whose `X-Forwarded-*` headers are believed: addresses, networks, or `loopback`, `linklocal`, `uniquelocal`.',
  ),
  PANORAMA_DATA_DIR: setting(
    directory,
    'data',
    'Where the embedded database, the settings and the keys of the demo lie.',
  ),
  PANORAMA_STORE_URL: optionalSetting(
    z.string().regex(/^(file|libsql|https?|wss?):\S+$/, 'must begin with file:, libsql:, http(s): or ws(s):'),
    'a file in the data directory',
    'libSQL server for the settings and the audit log, shared by several replicas.',
    secret,
  ),
  ...tutorSettings,
  PANORAMA_LMS_URL: optionalSetting(
    rootUrl,
    'none: a stand-in LMS signs in the people of the demo',
    'The LMS as browsers reach it.',
  ),
  PANORAMA_LMS_INTERNAL_URL: optionalSetting(rootUrl, 'as `PANORAMA_LMS_URL`', 'The LMS as this service reaches it.'),
  PANORAMA_JWT_PUBLIC_JWK_SET: optionalSetting(
    publicJwkSet,
    'none; required with an LMS',
    "The LMS's `JWT_PUBLIC_SIGNING_JWK_SET`, as JSON.",
  ),
  PANORAMA_JWT_ISSUER: optionalSetting(
    text,
    'scheme and host of the LMS, without a port, and `/oauth2`',
    'Issuer of the tokens.',
  ),
  PANORAMA_JWT_AUDIENCE: setting(text, 'openedx', 'Audience of the tokens.'),
  PANORAMA_JWT_COOKIE_HEADER_PAYLOAD: setting(
    cookieName,
    'edx-jwt-cookie-header-payload',
    'Cookie with the first two parts of the token.',
  ),
  PANORAMA_JWT_COOKIE_SIGNATURE: setting(cookieName, 'edx-jwt-cookie-signature', 'Cookie with its signature.'),
  PANORAMA_LANGUAGE_COOKIE: setting(cookieName, 'openedx-language-preference', 'Cookie with the chosen language.'),
  PANORAMA_ENABLE_PII: setting(
    flag,
    'false',
    'Show names and mail addresses of learners to those whose role allows it.',
  ),
  ...logSettings,
  PANORAMA_KEEP_FREE_TEXT: setting(
    flag,
    'false',
    'Keep answers, titles of posts and other free text in the stored statements, where event-routing-backends has them.',
  ),
  ...extractionSettings,
  PANORAMA_MIN_GROUP_SIZE: setting(
    wholeNumber(1, 10_000),
    '10',
    'Smaller groups are not shown, so that nobody can be recognised in them.',
  ),
  PANORAMA_CLICKHOUSE_URL: optionalSetting(
    webUrl,
    'none: ClickHouse runs inside the process',
    'HTTP address of a ClickHouse server.',
  ),
  PANORAMA_CLICKHOUSE_USER: setting(text, 'default', 'Its user.'),
  PANORAMA_CLICKHOUSE_PASSWORD: setting(text, '', 'Its password.', secret),
  PANORAMA_CLICKHOUSE_CLUSTER: optionalSetting(plainWord, 'none', 'Name of the cluster on which tables are made.'),
  PANORAMA_CLICKHOUSE_XAPI_DATABASE: setting(plainWord, 'xapi', 'Database of the xAPI statements.'),
  PANORAMA_CLICKHOUSE_EVENT_SINK_DATABASE: setting(plainWord, 'event_sink', 'Database of the tables from the LMS.'),
  PANORAMA_CLICKHOUSE_LMS_DATABASE: setting(plainWord, 'lms', 'Database of what else the LMS’s own tables say.'),
  PANORAMA_CLICKHOUSE_DATABASE: setting(plainWord, 'panorama', 'Database of the figures made from them.'),
  PANORAMA_CAIRN_CLICKHOUSE_URL: optionalSetting(
    webUrl,
    'none: the table is in the warehouse itself',
    'HTTP address of the ClickHouse server from which `events import-cairn` reads.',
  ),
  PANORAMA_CAIRN_CLICKHOUSE_USER: setting(text, 'default', 'Its user, who needs to read that one table.'),
  PANORAMA_CAIRN_CLICKHOUSE_PASSWORD: setting(text, '', 'Its password.', secret),
  PANORAMA_MIGRATIONS_DIR: optionalSetting(
    text,
    'none',
    "A folder of your own numbered `.sql` migrations, applied after Panorama's.",
  ),
  ...quickSightSettings,
  ...supersetSettings,
  ...hostedSettings,
  ...accessSettings,
  PANORAMA_SITE_NAME: setting(text, 'Panorama', 'Name of the site in the header.'),
  PANORAMA_LOGO_URL: optionalSetting(webUrl, "Panorama's own", 'Logo in the header.'),
  PANORAMA_BRAND_URLS: setting(
    list(webUrl),
    '',
    'Style sheets of an Open edX brand (`brandOverride`), separated by commas.',
  ),
  PANORAMA_LOG_LEVEL: optionalSetting(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'must be fatal, error, warn, info, debug or trace'),
    '`info`; `warn` on a terminal',
    'What is logged, on standard error.',
  ),
  PANORAMA_RATE_LIMIT: setting(wholeNumber(1, 1_000_000), '1200', 'Requests that one person may make in a minute.'),
  PANORAMA_METRICS_TOKEN: optionalSetting(
    z.string().min(16, 'must have 16 characters or more'),
    'none: `/metrics` answers this machine only',
    'Bearer token for `/metrics`.',
    secret,
  ),
  PANORAMA_DEMO_LEARNERS: setting(wholeNumber(1, 100_000), '2000', 'How many people the demo site has.'),
})

/** The checked variables, by their names. */
export type Settings = z.output<typeof settings>
