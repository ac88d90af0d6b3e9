import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { ConfiguredPerson, LookedUp } from '../../../../../server/contract/access.ts'
import { SearchField } from '../../../../ui/search-field.tsx'
import { EmptyState } from '../../../../ui/state.tsx'
import styles from '../access.module.css'
import { accessMessages as shared } from '../messages.ts'
import type { PanelProps } from '../things-panel.tsx'
import { ThingsTable } from '../things-table.tsx'
import { FindPerson } from './find-person.tsx'
import { peopleMessages as texts } from './messages.ts'
import { PersonDialog } from './person-dialog.tsx'

/** A list of so many is looked over at a glance. */
const fewPeople = 8

/** What single people get, beside what their teams get. */
export function PeoplePanel({ rules, onDone }: PanelProps) {
  const intl = useIntl()
  const [found, setFound] = useState<NonNullable<LookedUp['person']> | null>(null)
  const [filter, setFilter] = useState('')
  const { people, types } = rules
  const isCalled = ({ username }: ConfiguredPerson, wanted: string) => username.toLowerCase() === wanted.toLowerCase()
  const shown = people.filter(({ username }) => username.toLowerCase().includes(filter.trim().toLowerCase()))
  const typeName = ({ typeId }: ConfiguredPerson) =>
    types.find(({ id }) => id === typeId)?.name ?? intl.formatMessage(shared.noType)
  return (
    <div className={styles.panel}>
      <FindPerson onFound={setFound} />
      {people.length === 0 && (
        <EmptyState title={intl.formatMessage(texts.peopleNone)}>
          <p>{intl.formatMessage(texts.peopleNoneAdvice)}</p>
          {types.length === 0 && <p>{intl.formatMessage(shared.needsType)}</p>}
        </EmptyState>
      )}
      {people.length > fewPeople && (
        <SearchField label={intl.formatMessage(texts.filterPeople)} value={filter} onChange={setFilter} />
      )}
      {people.length > 0 && shown.length === 0 && <p role="status">{intl.formatMessage(texts.noMatch)}</p>}
      {shown.length > 0 && (
        <ThingsTable
          place="people"
          label={intl.formatMessage(shared.people)}
          things={shown}
          nameOf={({ username }) => username}
          removal={() => ({ isPossible: true, what: <p>{intl.formatMessage(texts.removePersonWhat)}</p> })}
          onChange={({ username }) => setFound({ username, name: null })}
          onDone={onDone}
          columns={[
            {
              key: 'username',
              title: intl.formatMessage(texts.username),
              namesRow: true,
              sortBy: ({ username }) => username,
              cell: ({ username }) => <bdi>{username}</bdi>,
            },
            { key: 'type', title: intl.formatMessage(shared.type), sortBy: typeName, cell: typeName },
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
          ]}
        />
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
            onDone(intl.formatMessage(shared.saved, { name }))
          }}
        />
      )}
    </div>
  )
}
