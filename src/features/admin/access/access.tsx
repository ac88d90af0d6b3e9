import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { useSearchParams } from 'react-router'
import { accessQuery } from '../../../data/access.ts'
import { AnswerState } from '../../../ui/answer-state.tsx'
import { Card } from '../../../ui/card.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { AssignmentsPanel } from './assignments/assignments-panel.tsx'
import { DashboardsPanel } from './dashboards/dashboards-panel.tsx'
import { DoneNote } from './done-note.tsx'
import { accessMessages as texts } from './messages.ts'
import { PeoplePanel } from './people/people-panel.tsx'
import { ImportPanel } from './take-over/import-panel.tsx'
import { ToolsPanel } from './tools/tools-panel.tsx'
import { TypesPanel } from './types/types-panel.tsx'

/** In the order in which a site is set up. */
const parts = ['tools', 'dashboards', 'types', 'assignments', 'people', 'import'] as const

const panels = {
  dashboards: DashboardsPanel,
  types: TypesPanel,
  assignments: AssignmentsPanel,
  people: PeoplePanel,
} as const

/** Who gets which dashboards: the tools, what is listed of them, and whom it is assigned to. The part on show is in the address. */
export function Access() {
  const intl = useIntl()
  const query = useQuery(accessQuery())
  const [search, setSearch] = useSearchParams()
  const [done, setDone] = useState<string | null>(null)
  const part = parts.find((each) => each === search.get('access')) ?? 'tools'
  const select = (id: string) => {
    setDone(null)
    setSearch({ access: id }, { replace: true, preventScrollReset: true })
  }
  const Panel = part === 'tools' || part === 'import' ? null : panels[part]
  return (
    <Card title={intl.formatMessage(texts.title)} subtitle={intl.formatMessage(texts.subtitle)}>
      <DoneNote text={done} />
      <Tabs
        label={intl.formatMessage(texts.parts)}
        tabs={parts.map((id) => ({ id, title: intl.formatMessage(texts[id]) }))}
        selected={part}
        onSelect={select}
      >
        {part === 'tools' && <ToolsPanel />}
        {part === 'import' && <ImportPanel />}
        {Panel && (
          <AnswerState query={query} shape={<SkeletonLines count={4} />}>
            {(rules) => <Panel rules={rules} onDone={setDone} />}
          </AnswerState>
        )}
      </Tabs>
    </Card>
  )
}
