import { useIntl } from 'react-intl'
import { LinkButton } from '../ui/link-button.tsx'
import { PageHeading } from '../ui/page-heading.tsx'
import { appMessages as texts } from './messages.ts'

export function NotFoundPage() {
  const intl = useIntl()
  return (
    <>
      <PageHeading title={intl.formatMessage(texts.notFound)} lead={intl.formatMessage(texts.notFoundAdvice)} />
      <p>
        <LinkButton to="/">{intl.formatMessage(texts.toStart)}</LinkButton>
      </p>
    </>
  )
}
