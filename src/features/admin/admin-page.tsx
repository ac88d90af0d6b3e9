import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { modeQuery, pipelineQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Access } from './access/access.tsx'
import { AuditLog } from './audit-log.tsx'
import { Credentials } from './credentials/credentials.tsx'
import { DataState } from './data-state.tsx'
import { Extraction } from './extraction/extraction.tsx'
import { Flow } from './flow/flow.tsx'
import { adminMessages as texts } from './messages.ts'
import { ModeSwitch } from './mode-switch.tsx'

/** The operator's page: which mode, is the data fresh, who changed what. */
export function AdminPage() {
  const intl = useIntl()
  return (
    <>
      <PageHeading title={intl.formatMessage(texts.title)} lead={<Lead />} />
      <ModeSwitch />
      <Extraction />
      <Flow />
      <DataState />
      <Access />
      <Credentials />
      <AuditLog />
    </>
  )
}

function Lead() {
  const intl = useIntl()
  const format = useFormat()
  const { data: settings } = useQuery(modeQuery())
  const { data: pipeline } = useQuery(pipelineQuery())
  if (!settings || !pipeline) return <Skeleton height="1.25rem" width="24rem" />
  const mode = settings.cards.find((card) => card.mode === settings.mode)?.title ?? settings.mode
  return pipeline.lastEvent === null
    ? intl.formatMessage(texts.leadNoEvents, { mode })
    : intl.formatMessage(texts.lead, { mode, when: format.ago(pipeline.lastEvent, new Date()) })
}
