import { useId } from 'react'
import { useIntl } from 'react-intl'
import type { ModeCard } from '../../../server/contract/mode.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { CheckIcon } from '../../ui/icons.tsx'
import styles from './admin.module.css'
import { adminMessages as texts } from './messages.ts'

/** What a mode card tells, in the order in which people ask. */
export const modeAspects = ['shows', 'letsIn', 'dashboards', 'extraction', 'sends'] as const

interface ModeChoiceProps {
  readonly card: ModeCard
  readonly isCurrent: boolean
  readonly onChoose: () => void
}

/** One mode in plain words. */
export function ModeChoice({ card, isCurrent, onChoose }: ModeChoiceProps) {
  const intl = useIntl()
  const titleId = useId()
  return (
    <li className={classNames(styles.mode, isCurrent && styles.current)} aria-labelledby={titleId}>
      <h3 id={titleId}>{card.title}</h3>
      <dl className={styles.aspects}>
        {modeAspects.map((aspect) => (
          <div key={aspect}>
            <dt>{intl.formatMessage(texts[aspect])}</dt>
            <dd>{card[aspect]}</dd>
          </div>
        ))}
      </dl>
      {isCurrent ? (
        <p className={styles.inUse}>
          <CheckIcon size={18} />
          {intl.formatMessage(texts.current)}
        </p>
      ) : (
        <Button onPress={onChoose}>{intl.formatMessage(texts.choose, { mode: card.title })}</Button>
      )}
    </li>
  )
}
