import { useIntl } from 'react-intl'
import { FewOfList } from '../few-of-list.tsx'
import { accessMessages as shared } from '../messages.ts'
import { type PanelProps, ThingsPanel } from '../things-panel.tsx'
import { typeMessages as texts } from './messages.ts'
import { TypeDialog } from './type-dialog.tsx'
import { assigneesOf, usesOf } from './type-uses.ts'

/** The sets of dashboards that are assigned as one. */
export function TypesPanel({ rules, onDone }: PanelProps) {
  const intl = useIntl()
  const titles = new Map(rules.dashboards.map(({ id, displayName }) => [id, displayName]))
  return (
    <ThingsPanel
      place="types"
      label={intl.formatMessage(shared.types)}
      things={rules.types}
      nameOf={({ name }) => name}
      add={intl.formatMessage(texts.addType)}
      none={{
        title: intl.formatMessage(texts.typesNone),
        advice: (
          <>
            <p>{intl.formatMessage(texts.typesNoneAdvice)}</p>
            {rules.dashboards.length === 0 && <p>{intl.formatMessage(texts.typesNoneFirst)}</p>}
          </>
        ),
      }}
      dialog={({ thing, ...form }) => <TypeDialog type={thing} dashboards={rules.dashboards} {...form} />}
      removal={(type) => {
        const assignees = assigneesOf(intl, rules, type)
        if (assignees.length === 0) return { isPossible: true, what: <p>{intl.formatMessage(texts.removeTypeWhat)}</p> }
        return {
          isPossible: false,
          what: (
            <>
              <p>{intl.formatMessage(texts.typeInUse)}</p>
              <FewOfList items={assignees} none="" />
            </>
          ),
        }
      }}
      onDone={onDone}
      columns={[
        {
          key: 'name',
          title: intl.formatMessage(texts.typeName),
          namesRow: true,
          sortBy: ({ name }) => name,
          cell: ({ name }) => <bdi>{name}</bdi>,
        },
        {
          key: 'dashboards',
          title: intl.formatMessage(shared.dashboards),
          sortBy: ({ dashboards }) => dashboards.length,
          cell: ({ dashboards }) => (
            <FewOfList items={dashboards.map((id) => titles.get(id) ?? id)} none={intl.formatMessage(texts.empty)} />
          ),
        },
        {
          key: 'assignedTo',
          title: intl.formatMessage(texts.assignedTo),
          cell: (type) => <FewOfList items={usesOf(intl, rules, type)} none={intl.formatMessage(texts.noUses)} />,
        },
      ]}
    />
  )
}
