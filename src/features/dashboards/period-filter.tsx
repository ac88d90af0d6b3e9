import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { Period } from '../../../server/contract/dashboard.ts'
import type { Message } from '../../i18n/define-messages.ts'
import { periodMessages as texts } from './messages.ts'
import { type PeriodChoice, presets, recentDays } from './period.ts'
import styles from './period-filter.module.css'

const names: Record<Period, Message> = {
  '7d': texts.week,
  '28d': texts.fourWeeks,
  '90d': texts.quarter,
  '365d': texts.year,
  all: texts.all,
}

interface PeriodFilterProps {
  readonly value: PeriodChoice
  readonly onChange: (value: PeriodChoice) => void
  readonly zone: string
}

/** The choice of a period: a preset with one press, or any days. */
export function PeriodFilter({ value, onChange, zone }: PeriodFilterProps) {
  const intl = useIntl()
  // The address follows a moment after the press; until it does, what was pressed is shown.
  const address = JSON.stringify(value)
  const [pressed, setPressed] = useState<{ readonly at: string; readonly choice: PeriodChoice } | null>(null)
  const shown = pressed?.at === address ? pressed.choice : value
  const choose = (choice: PeriodChoice) => {
    setPressed({ at: address, choice })
    onChange(choice)
  }
  return (
    <fieldset className={styles.filter}>
      <legend className={styles.label}>{intl.formatMessage(texts.label)}</legend>
      <div className={styles.presets}>
        {presets.map((period) => (
          <Preset
            key={period}
            label={intl.formatMessage(names[period])}
            isChosen={shown.kind === 'preset' && shown.period === period}
            onChoose={() => choose({ kind: 'preset', period })}
          />
        ))}
        <Preset
          label={intl.formatMessage(texts.days)}
          isChosen={shown.kind === 'days'}
          onChoose={() => choose({ kind: 'days', ...recentDays(new Date(), zone) })}
        />
      </div>
      {shown.kind === 'days' && (
        <Days from={shown.from} to={shown.to} onChange={(from, to) => choose({ kind: 'days', from, to })} />
      )}
    </fieldset>
  )
}

interface PresetProps {
  readonly label: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Preset({ label, isChosen, onChoose }: PresetProps) {
  return (
    <label className={styles.preset}>
      <input type="radio" name="period" checked={isChosen} onChange={onChoose} />
      <span>{label}</span>
    </label>
  )
}

interface DaysProps {
  readonly from: string
  readonly to: string
  readonly onChange: (from: string, to: string) => void
}

/** Two days; a half-typed or impossible pair waits here and changes nothing. */
function Days({ from, to, onChange }: DaysProps) {
  const intl = useIntl()
  const [typed, setTyped] = useState<{ readonly first?: string; readonly last?: string }>({})
  const first = typed.first ?? from
  const last = typed.last ?? to
  const isWrong = first !== '' && last !== '' && last < first
  const settle = () => {
    if (first === '' || last === '' || isWrong) return
    setTyped({})
    if (first !== from || last !== to) onChange(first, last)
  }
  return (
    <div className={styles.days}>
      <label className={styles.day}>
        {intl.formatMessage(texts.from)}
        <input
          type="date"
          value={first}
          onChange={({ target }) => setTyped({ ...typed, first: target.value })}
          onBlur={settle}
        />
      </label>
      <label className={styles.day}>
        {intl.formatMessage(texts.to)}
        <input
          type="date"
          value={last}
          aria-invalid={isWrong}
          onChange={({ target }) => setTyped({ ...typed, last: target.value })}
          onBlur={settle}
        />
      </label>
      {isWrong && (
        <p role="alert" className={styles.wrong}>
          {intl.formatMessage(texts.wrong)}
        </p>
      )}
    </div>
  )
}
