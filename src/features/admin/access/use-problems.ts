import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { Message } from '../../../i18n/define-messages.ts'
import { type Problems, refusedFields } from './drafts.ts'

/**
 * What to say beside each field: nothing until somebody tries to save; then what is wrong, for as long as it is.
 * @param failure of the attempt to save
 */
export function useProblems<Field extends string>(problems: Problems<Field>, failure: Error | null) {
  const intl = useIntl()
  const [isTried, setTried] = useState(false)
  const refused = refusedFields(failure)
  return {
    of(field: Field): string | undefined {
      const problem: Message | undefined = problems[field]
      return problem && isTried ? intl.formatMessage(problem) : refused[field]
    },
    /** Whether it can be saved; from now on problems are shown. */
    check(): boolean {
      setTried(true)
      return Object.keys(problems).length === 0
    },
  }
}
