import { flag, text, wholeNumber } from '../../kernel/value-types.ts'
import type { Section } from './section.ts'
import type { MysqlSettings } from './settings.ts'

/** @param pathOf makes a path of the file absolute */
export function readMysqlSettings(section: Section, pathOf: (path: string) => string): MysqlSettings {
  const ca = section.text('mysql_tls_ca')
  const isEncrypted = section.value('mysql_tls', flag, ca === null ? 'false' : 'true')
  const isVerified = section.value('mysql_tls_verify', flag, 'true')
  if (!isEncrypted && ca !== null) {
    section.problem('mysql_tls_ca is given, but mysql_tls is off: remove one of them', 'mysql_tls_ca')
  }
  return {
    host: section.value('mysql_host', text, '127.0.0.1'),
    port: section.value('mysql_port', wholeNumber(1, 65_535), '3306'),
    username: section.value('mysql_username', text, 'root'),
    password: section.text('mysql_password') ?? '',
    database: section.value('mysql_database', text, 'edxapp'),
    tls: isEncrypted ? { ca: ca === null ? null : pathOf(ca), isVerified } : null,
  }
}
