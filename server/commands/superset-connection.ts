import type { Config } from '../config/read-config.ts'
import { openSupersetSession, type SupersetSession } from '../dashboards/superset/superset-session.ts'
import type { Clock } from '../kernel/clock.ts'
import { misconfigured } from '../kernel/errors.ts'

export type SupersetConfig = NonNullable<Config['superset']>

/** @throws PanoramaError `misconfigured` where no Superset is configured */
export function supersetOf({ superset }: Config): SupersetConfig {
  if (superset) return superset
  throw misconfigured('No Superset is configured.', {
    advice:
      'Give its address in PANORAMA_SUPERSET_URL and the password of the service account in PANORAMA_SUPERSET_PASSWORD.',
  })
}

/**
 * Superset, as its administrator.
 * @throws PanoramaError `misconfigured` where no password is given
 */
export function administrate({ internalUrl, authProvider, admin }: SupersetConfig, clock: Clock): SupersetSession {
  if (admin.password === '') {
    throw misconfigured('This needs an account of Superset’s with the role Admin.', {
      advice:
        'Give its password in PANORAMA_SUPERSET_ADMIN_PASSWORD, or in a file that PANORAMA_SUPERSET_ADMIN_PASSWORD_FILE names.',
    })
  }
  return openSupersetSession({ url: internalUrl, authProvider, ...admin }, clock)
}

/**
 * How Superset reaches the boards, as SQLAlchemy writes it, with a mask in the place of the password.
 * @throws PanoramaError `misconfigured` where Superset cannot know
 */
export function boardsUri({ clickhouseUrl, clickhouse }: SupersetConfig, schema: string, mask: string): string {
  if (clickhouseUrl === null) {
    throw misconfigured('Superset has to read the warehouse, and nothing says where.', {
      advice:
        'Give the HTTP address of the ClickHouse server in PANORAMA_SUPERSET_CLICKHOUSE_URL. For the embedded warehouse, run beside it: panorama warehouse serve',
    })
  }
  const { protocol, hostname, port } = new URL(clickhouseUrl)
  const isSecure = protocol === 'https:'
  const place = `${hostname}:${port || (isSecure ? 443 : 80)}`
  return `clickhousedb://${encodeURIComponent(clickhouse.user)}:${mask}@${place}/${schema}${isSecure ? '?secure=true' : ''}`
}
