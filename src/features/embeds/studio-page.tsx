import { useIntl } from 'react-intl'
import { Link } from 'react-router'
import { openStudio } from '../../data/embeds.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { EmbedView } from './embed-view.tsx'
import { embedsMessages as texts } from './messages.ts'

/** QuickSight's own console, in which authors make dashboards. The service refuses it to everybody else. */
export function StudioPage() {
  const intl = useIntl()
  const title = intl.formatMessage(texts.studio)
  return (
    <>
      <PageHeading
        title={title}
        before={<Link to="/dashboards">{intl.formatMessage(texts.back)}</Link>}
        lead={intl.formatMessage(texts.studioLead)}
      />
      <EmbedView key={intl.locale} title={title} provider="quicksight" open={openStudio} isConsole />
    </>
  )
}
