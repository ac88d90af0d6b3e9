import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { Link } from 'react-router'
import { sessionQuery } from '../../data/queries.ts'
import styles from './embeds.module.css'
import { embedsMessages as texts } from './messages.ts'
import type { ListedEmbed } from './tools.ts'

/** What looks a tool over, on the machine of the service; the hosted service is tested in the admin console alone. */
const doctors = {
  quicksight: 'panorama quicksight doctor',
  superset: 'panorama superset doctor',
  hosted: null,
} as const

/** How an administrator finds out what is wrong with a tool. Nobody else is told. */
export function ForAdministrators({ provider }: { readonly provider: ListedEmbed['provider'] }) {
  const intl = useIntl()
  const { data: session } = useQuery(sessionQuery())
  if (session?.areas.admin !== true) return null
  const doctor = doctors[provider]
  const console = (
    <Link key="console" to="/admin">
      {intl.formatMessage(texts.adminConsole)}
    </Link>
  )
  return (
    <p className={styles.note}>
      {doctor === null
        ? intl.formatMessage(texts.forAdministratorsOfHosted, { console })
        : intl.formatMessage(texts.forAdministrators, { console, command: <code key="command">{doctor}</code> })}
    </p>
  )
}
