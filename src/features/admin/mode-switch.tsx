import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { ModeCard, ModeSettings } from '../../../server/contract/mode.ts'
import { changeMode, modeQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { AnswerState } from '../../ui/answer-state.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Card } from '../../ui/card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './admin.module.css'
import { adminMessages as texts } from './messages.ts'
import { ModeChoice } from './mode-choice.tsx'
import { ModeDialog } from './mode-dialog.tsx'

/** The four modes as cards; choosing one first says what will change. */
export function ModeSwitch() {
  const intl = useIntl()
  const query = useQuery(modeQuery())
  return (
    <Card title={intl.formatMessage(texts.mode)} subtitle={intl.formatMessage(texts.modeSubtitle)}>
      <AnswerState query={query} shape={<Skeleton height="18rem" />}>
        {(settings) => <Modes settings={settings} />}
      </AnswerState>
    </Card>
  )
}

function Modes({ settings }: { readonly settings: ModeSettings }) {
  const intl = useIntl()
  const format = useFormat()
  const queryClient = useQueryClient()
  const [wanted, setWanted] = useState<ModeCard | null>(null)
  const change = useMutation({
    ...changeMode(),
    onSuccess: () => {
      setWanted(null)
      // Data, areas and dashboards may all be others now.
      void queryClient.invalidateQueries()
    },
  })
  const current = settings.cards.find(({ mode }) => mode === settings.mode)

  return (
    <>
      {change.isSuccess && change.data.mode === settings.mode && (
        <Banner tone="success" role="status">
          {intl.formatMessage(texts.switched, { mode: current?.title ?? settings.mode })}
        </Banner>
      )}
      <ul className={styles.modes}>
        {settings.cards.map((card) => (
          <ModeChoice key={card.mode} card={card} isCurrent={card === current} onChoose={() => setWanted(card)} />
        ))}
      </ul>
      {settings.changedAt !== null && settings.changedBy !== null && (
        <p className={styles.quiet}>
          {intl.formatMessage(texts.changed, { when: format.dateTime(settings.changedAt), who: settings.changedBy })}
        </p>
      )}
      {current && wanted && (
        <ModeDialog
          from={current}
          to={wanted}
          isChanging={change.isPending}
          failure={change.error}
          onKeep={() => {
            setWanted(null)
            change.reset()
          }}
          onChange={() => change.mutate(wanted.mode)}
        />
      )}
    </>
  )
}
