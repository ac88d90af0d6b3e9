import { z } from 'zod'
import { text, webUrl } from '../kernel/value-types.ts'
import { optionalSetting, setting } from './setting.ts'

/** Apache Superset, in the mode CUSTOM. It counts as configured when `PANORAMA_SUPERSET_URL` is given. */
export const supersetSettings = {
  PANORAMA_SUPERSET_URL: optionalSetting(
    webUrl,
    'none: no Superset',
    'Superset as browsers reach it, for dashboards in the mode CUSTOM.',
  ),
  PANORAMA_SUPERSET_INTERNAL_URL: optionalSetting(
    webUrl,
    'as `PANORAMA_SUPERSET_URL`',
    'Superset as this service reaches it.',
  ),
  PANORAMA_SUPERSET_USER: setting(
    text,
    'panorama',
    'Service account in Superset, by which guest tokens are made; `panorama superset push` can make it.',
  ),
  PANORAMA_SUPERSET_PASSWORD: setting(text, '', 'Its password.', { secret: true }),
  PANORAMA_SUPERSET_AUTH_PROVIDER: setting(
    z.enum(['db', 'ldap'], 'must be db or ldap'),
    'db',
    'Where Superset keeps the service account: `db` or `ldap`.',
  ),
  PANORAMA_SUPERSET_GUEST_ROLE: setting(
    z.string().regex(/^[\w -]{1,64}$/, 'must be the name of a role: letters, digits, blanks, - and _'),
    'PanoramaGuest',
    "Role of guests: Superset's `GUEST_ROLE_NAME`.",
  ),
  PANORAMA_SUPERSET_ADMIN_USER: setting(
    text,
    'admin',
    'Superset account with the role Admin, for `panorama superset push`, `pull` and `doctor` only.',
  ),
  PANORAMA_SUPERSET_ADMIN_PASSWORD: setting(text, '', 'Its password. Give it to the commands, not to the server.', {
    secret: true,
  }),
  PANORAMA_SUPERSET_CLICKHOUSE_URL: optionalSetting(
    webUrl,
    'as `PANORAMA_CLICKHOUSE_URL`',
    'HTTP address of the ClickHouse server as Superset reaches it.',
  ),
  PANORAMA_SUPERSET_CLICKHOUSE_USER: setting(
    text,
    'superset',
    "ClickHouse user of Superset's, who may read the boards and nothing else.",
  ),
  PANORAMA_SUPERSET_CLICKHOUSE_PASSWORD: setting(text, '', 'Its password.', { secret: true }),
}
