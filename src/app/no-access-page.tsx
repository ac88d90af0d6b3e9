import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { sessionQuery } from '../data/queries.ts'
import { PageHeading } from '../ui/page-heading.tsx'
import { appMessages as texts } from './messages.ts'

/** For somebody to whom nothing is open: why, and whom to ask. */
export function NoAccessPage() {
  const intl = useIntl()
  const { data: session } = useQuery(sessionQuery())
  return (
    <>
      <PageHeading title={intl.formatMessage(texts.noAccess)} />
      {session?.view ? (
        <p>{intl.formatMessage(texts.noAccessViewing)}</p>
      ) : (
        <>
          <p>{intl.formatMessage(texts.noAccessWhy, { username: session?.user.username ?? '' })}</p>
          <p>{intl.formatMessage(texts.noAccessAdvice)}</p>
        </>
      )}
    </>
  )
}
