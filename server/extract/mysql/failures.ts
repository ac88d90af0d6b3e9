import { misconfigured, notFound, PanoramaError, unavailable } from '../../kernel/errors.ts'
import type { MysqlSettings } from '../settings/settings.ts'

type Place = Pick<MysqlSettings, 'host' | 'port' | 'username' | 'database'>

/** MySQL's numbers and Node's words for a server that is not there, goes away, or has no room: it may have, a little later. */
const passing: ReadonlySet<unknown> = new Set([
  // Too many connections, of all or of this user; shutting down; connection killed; lock wait timeout; deadlock; gone away; lost.
  ...[1040, 1203, 1053, 1927, 1317, 1205, 1213, 2006, 2013, 1152, 1158, 1159, 1160, 1161],
  ...['PROTOCOL_CONNECTION_LOST', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['EAI_AGAIN', 'ECONNABORTED'],
])

/** Whether trying again may help. */
export function isPassing(failure: unknown): boolean {
  const cause = failure instanceof PanoramaError ? failure.cause : failure
  const { errno, code } = (cause ?? {}) as { errno?: unknown; code?: unknown }
  return passing.has(errno) || passing.has(code)
}

/**
 * Turns what MySQL or the network said into a failure that tells what to do. MySQL quotes values of rows in its messages, so
 * they only travel as the cause.
 */
export function mysqlFailure(cause: unknown, place: Place): PanoramaError {
  if (cause instanceof PanoramaError) return cause
  const { errno, code } = (cause ?? {}) as { errno?: number; code?: string }
  const server = `MySQL at ${place.host}:${place.port}`
  const { username, database } = place
  switch (errno) {
    case 1045:
    case 1698:
      return misconfigured(`${server} does not accept the user ${username} or the password.`, {
        advice: 'Check mysql_username and mysql_password, and that the user may connect from this machine.',
        cause,
      })
    case 1044:
    case 1049:
      return misconfigured(`${server} has no database ${database} that the user ${username} may read.`, {
        advice: `Check mysql_database, or let the user read it: GRANT SELECT ON ${database}.* TO ${username}.`,
        cause,
      })
    case 1142:
    case 1143:
      return misconfigured(`${server} does not let the user ${username} read the table.`, {
        advice: `Let the user read it: GRANT SELECT ON ${database}.* TO ${username}.`,
        cause,
      })
    case 1146:
      return notFound(`${server} has no such table in the database ${database}.`, {
        advice: 'Check the name, or take the table out of the settings file.',
        cause,
      })
    case 3024:
    case 1969:
      return unavailable(`${server} ended the statement, for it took longer than the server allows.`, {
        advice: 'Raise max_statement_time or max_execution_time for the user.',
        cause,
      })
  }
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') {
    return misconfigured(`${server} does not speak TLS.`, {
      advice: 'Switch TLS on at the server, or off in the settings file.',
      cause,
    })
  }
  if (code === 'HANDSHAKE_SSL_ERROR') {
    return misconfigured(`${server} shows a certificate that is not trusted.`, {
      advice: 'Give the authority that signed it as mysql_tls_ca, and the host by the name in the certificate.',
      cause,
    })
  }
  if (code === 'ENOTFOUND') {
    return misconfigured(`There is no host ${place.host}.`, { advice: 'Check mysql_host.', cause })
  }
  if (errno !== undefined && errno >= 1000 && !passing.has(errno)) {
    return new PanoramaError('mysql_failed', 502, `${server} refused a statement (error ${errno}).`, { cause })
  }
  return unavailable(`${server} does not answer.`, {
    advice: 'Check mysql_host and mysql_port, and that the server can be reached from this machine.',
    cause,
  })
}
