import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import type { AuditEntry } from '../../../server/contract/audit.ts'
import { accessQuery } from '../../data/access.ts'
import { auditQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { AnswerState } from '../../ui/answer-state.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { SkeletonLines } from '../../ui/skeleton.tsx'
import accessStyles from './access/access.module.css'
import { accessChange, accessNames } from './access/audit/access-change.ts'
import { changeText } from './change-text.ts'
import { adminMessages as texts } from './messages.ts'

/** Who changed what and when, newest first; older entries on request. */
export function AuditLog() {
  const intl = useIntl()
  const query = useInfiniteQuery(auditQuery())
  return (
    <Card title={intl.formatMessage(texts.audit)}>
      <AnswerState query={query} shape={<SkeletonLines count={4} />}>
        {({ pages }) => <Entries entries={pages.flatMap((page) => page.entries)} />}
      </AnswerState>
      {query.hasNextPage && (
        <div>
          <Button onPress={() => void query.fetchNextPage()} isDisabled={query.isFetchingNextPage}>
            {intl.formatMessage(texts.older)}
          </Button>
        </div>
      )}
    </Card>
  )
}

function Entries({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const intl = useIntl()
  const format = useFormat()
  const { data: rules } = useQuery(accessQuery())
  const names = accessNames(rules, entries)
  if (entries.length === 0) return <p>{intl.formatMessage(texts.auditNone)}</p>
  return (
    <DataTable
      label={intl.formatMessage(texts.audit)}
      rows={entries}
      rowKey={({ id }) => id}
      pageSize={entries.length}
      columns={[
        {
          key: 'change',
          title: intl.formatMessage(texts.change),
          cell: (entry) => {
            const change = accessChange(intl, entry, names)
            if (!change) return changeText(intl, entry)
            return (
              <>
                {change.text}
                <ul className={accessStyles.changes}>
                  {change.details.map((detail) => (
                    <li key={detail}>{detail}</li>
                  ))}
                </ul>
              </>
            )
          },
          namesRow: true,
        },
        { key: 'who', title: intl.formatMessage(texts.who), cell: ({ actor }) => actor },
        { key: 'when', title: intl.formatMessage(texts.when), cell: ({ at }) => format.dateTime(at) },
      ]}
    />
  )
}
