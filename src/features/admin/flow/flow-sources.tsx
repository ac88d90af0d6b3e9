import { useIntl } from 'react-intl'
import type { Flow, FlowSource } from '../../../../server/contract/flow.ts'
import { useFormat } from '../../../i18n/format.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { EmptyState } from '../../../ui/state.tsx'
import styles from './flow.module.css'
import { flowMessages as texts } from './messages.ts'
import { sizeText } from './size-text.ts'

const states = {
  following: texts.following,
  behind: texts.catchingUp,
  missing: texts.missing,
  unreadable: texts.unreadable,
  sending: texts.sending,
  silent: texts.silent,
} as const satisfies Record<FlowSource['state'], unknown>

/** The logs and buckets that are followed, and the programs that have keys. */
export function FlowSources({ flow: { sources, dataSet, at } }: { readonly flow: Flow }) {
  const intl = useIntl()
  const format = useFormat()
  if (sources.length === 0 && dataSet === 'demo') return <p>{intl.formatMessage(texts.sourcesDemo)}</p>
  if (sources.length === 0) {
    return (
      <EmptyState title={intl.formatMessage(texts.sourcesNone)}>
        <p>{intl.formatMessage(texts.sourcesNoneAdvice)}</p>
      </EmptyState>
    )
  }
  const news = ({ lastReadAt }: FlowSource) =>
    lastReadAt === null ? intl.formatMessage(texts.never) : format.ago(lastReadAt, new Date(at))
  return (
    <DataTable
      label={intl.formatMessage(texts.sources)}
      rows={sources}
      rowKey={({ kind, name }) => `${kind} ${name}`}
      columns={[
        {
          key: 'source',
          title: intl.formatMessage(texts.source),
          namesRow: true,
          cell: ({ name, kind }) => (kind === 'program' ? name : <code className={styles.path}>{name}</code>),
          sortBy: ({ name }) => name,
        },
        {
          key: 'state',
          title: intl.formatMessage(texts.state),
          cell: ({ state }) => intl.formatMessage(states[state]),
          sortBy: ({ state }) => state,
        },
        {
          key: 'toRead',
          title: intl.formatMessage(texts.toRead),
          cell: ({ bytesBehind }) => (bytesBehind === null ? '–' : sizeText(intl, bytesBehind)),
          sortBy: ({ bytesBehind }) => bytesBehind,
          isFigure: true,
        },
        {
          key: 'lastRead',
          title: intl.formatMessage(texts.lastRead),
          cell: news,
          sortBy: ({ lastReadAt }) => lastReadAt,
        },
      ]}
    />
  )
}
