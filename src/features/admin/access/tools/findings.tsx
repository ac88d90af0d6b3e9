import { useIntl } from 'react-intl'
import type { Finding } from '../../../../../server/contract/finding.ts'
import { classNames } from '../../../../ui/class-names.ts'
import { CheckIcon, CloseIcon, WarningIcon } from '../../../../ui/icons.tsx'
import { VisuallyHidden } from '../../../../ui/visually-hidden.tsx'
import styles from '../access.module.css'
import { toolMessages as texts } from './messages.ts'

const icons = { ok: CheckIcon, warning: WarningIcon, problem: CloseIcon } as const

/** What a look at a tool found: in one sentence, then thing by thing, each with what to do. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const intl = useIntl()
  const count = (outcome: Finding['outcome']) => findings.filter((finding) => finding.outcome === outcome).length
  const [problems, warnings] = [count('problem'), count('warning')]
  const [summary, number] =
    problems > 0 ? [texts.testBad, problems] : warnings > 0 ? [texts.testWarned, warnings] : [texts.testGood, 0]
  return (
    <div role="status" className={styles.outcome}>
      <p className={styles.subject}>{intl.formatMessage(summary, { count: number })}</p>
      <ul className={styles.findings}>
        {bySubject(findings).map(([subject, found]) => (
          <li key={subject}>
            <p className={styles.looked}>{subject}</p>
            <ul className={styles.list}>
              {found.map((finding) => (
                <Found key={finding.says} {...finding} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Found({ outcome, says, remedy }: Finding) {
  const intl = useIntl()
  const Icon = icons[outcome]
  return (
    <li className={styles.finding}>
      <span className={classNames(styles.findingIcon, styles[outcome])}>
        <Icon size={18} />
      </span>
      <div>
        <p>
          <VisuallyHidden>{intl.formatMessage(texts[outcome])}: </VisuallyHidden>
          {says}
        </p>
        {remedy !== undefined && <p className={styles.quiet}>{withCode(remedy)}</p>}
      </div>
    </li>
  )
}

/** Each thing that was looked at once, in the order of looking, with all that was found of it. */
function bySubject(findings: readonly Finding[]): [subject: string, findings: Finding[]][] {
  const found = new Map<string, Finding[]>()
  for (const finding of findings) found.set(finding.subject, [...(found.get(finding.subject) ?? []), finding])
  return [...found]
}

/** Commands stand between backticks in what the service says. */
function withCode(text: string) {
  return text.split('`').map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  )
}
