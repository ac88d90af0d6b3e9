import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { ConfiguredPerson, LookedUp } from '../../../../server/contract/access.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { SearchField } from '../../../ui/search-field.tsx'
import { EmptyState } from '../../../ui/state.tsx'
import styles from './access.module.css'
import { FindPerson } from './find-person.tsx'
import { accessMessages as texts } from './messages.ts'
import type { PanelProps } from './panel.ts'
import { PersonDialog } from './person-dialog.tsx'
import { RemovalDialog } from './removal-dialog.tsx'
import { RowActions } from './row-actions.tsx'

/** A list of so many is looked over at a glance. */
const fewPeople = 8

/** What single people get, beside what their teams get. */
export function PeoplePanel({ rules, onDone }: PanelProps) {
  const intl = useIntl()
  const [found, setFound] = useState<NonNullable<LookedUp['person']> | null>(null)
  const [removing, setRemoving] = useState<ConfiguredPerson | null>(null)
  const [filter, setFilter] = useState('')
  const { people, types } = rules
  const isCalled = ({ username }: ConfiguredPerson, wanted: string) => username.toLowerCase() === wanted.toLowerCase()
  const shown = people.filter(({ username }) => username.toLowerCase().includes(filter.trim().toLowerCase()))
  const typeName = ({ typeId }: ConfiguredPerson) =>
    types.find(({ id }) => id === typeId)?.name ?? intl.formatMessage(texts.noType)
  return (
    <div className={styles.panel}>
      <FindPerson onFound={setFound} />
      {people.length === 0 ? (
        <EmptyState title={intl.formatMessage(texts.peopleNone)}>
          <p>{intl.formatMessage(texts.peopleNoneAdvice)}</p>
          {types.length === 0 && <p>{intl.formatMessage(texts.needsType)}</p>}
        </EmptyState>
      ) : (
        <>
          {people.length > fewPeople && (
            <SearchField label={intl.formatMessage(texts.filterPeople)} value={filter} onChange={setFilter} />
          )}
          {shown.length === 0 && <p role="status">{intl.formatMessage(texts.noMatch)}</p>}
          {shown.length > 0 && (
            <DataTable
              label={intl.formatMessage(texts.people)}
              rows={shown}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'username',
                  title: intl.formatMessage(texts.username),
                  namesRow: true,
                  sortBy: ({ username }) => username,
                  cell: ({ username }) => <bdi>{username}</bdi>,
                },
                { key: 'type', title: intl.formatMessage(texts.type), sortBy: typeName, cell: typeName },
                {
                  key: 'role',
                  title: intl.formatMessage(texts.role),
                  sortBy: ({ role }) => role,
                  cell: ({ role }) => intl.formatMessage(role === 'AUTHOR' ? texts.author : texts.reader),
                },
                {
                  key: 'arn',
                  title: intl.formatMessage(texts.arn),
                  cell: ({ arn }) => arn?.split(':user/')[1] ?? intl.formatMessage(texts.defaultUser),
                },
                {
                  key: 'actions',
                  title: intl.formatMessage(texts.actions),
                  cell: (person) => (
                    <RowActions
                      name={person.username}
                      onChange={() => setFound({ username: person.username, name: null })}
                      onRemove={() => setRemoving(person)}
                    />
                  ),
                },
              ]}
            />
          )}
        </>
      )}
      {found && (
        <PersonDialog
          username={found.username}
          name={found.name}
          person={people.find((person) => isCalled(person, found.username)) ?? null}
          types={types}
          onClose={() => setFound(null)}
          onSaved={(name) => {
            setFound(null)
            onDone(intl.formatMessage(texts.saved, { name }))
          }}
        />
      )}
      {removing && (
        <RemovalDialog
          place="people"
          id={removing.id}
          name={removing.username}
          what={intl.formatMessage(texts.removePersonWhat)}
          onKeep={() => setRemoving(null)}
          onRemoved={() => {
            setRemoving(null)
            onDone(intl.formatMessage(texts.removed, { name: removing.username }))
          }}
        />
      )}
    </div>
  )
}
