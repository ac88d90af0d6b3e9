import { useIntl } from 'react-intl'
import { Button } from '../ui/button.tsx'
import { PageHeading } from '../ui/page-heading.tsx'
import { appMessages as texts } from './messages.ts'

/** In place of a page that broke, or whose part could not be loaded; the frame around it stays. */
export function PageFailure() {
  const intl = useIntl()
  return (
    <div role="alert">
      <PageHeading title={intl.formatMessage(texts.broken)} lead={intl.formatMessage(texts.brokenAdvice)} />
      <p>
        <Button kind="primary" onPress={() => window.location.reload()}>
          {intl.formatMessage(texts.reload)}
        </Button>
      </p>
    </div>
  )
}
