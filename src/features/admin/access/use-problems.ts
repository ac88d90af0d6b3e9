import { useState } from 'react'
import { useIntl } from 'react-intl'
import { RequestFailed } from '../../../data/request.ts'
import type { Message } from '../../../i18n/define-messages.ts'
import type { Problems } from './problems.ts'
import { refusalText } from './refusals/refusal-text.ts'

/**
 * What to say beside each field: nothing until somebody tries to save; then what is wrong, for as long as it is.
 * @param failure of the attempt to save
 * @param fieldOf the field that a refusal of the service is about, by the refusal's code
 */
export function useProblems<Field extends string>(
  problems: Problems<Field>,
  failure: Error | null,
  fieldOf: Readonly<Record<string, Field>> = {},
) {
  const intl = useIntl()
  const [isTried, setTried] = useState(false)
  const refused = refusedFields()
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
    /** The failure, unless it is told beside a field. */
    rest: Object.keys(refused).length === 0 ? failure : null,
  }

  function refusedFields(): Readonly<Record<string, string>> {
    if (!(failure instanceof RequestFailed)) return {}
    const field = fieldOf[failure.why?.code ?? '']
    if (field !== undefined) return { [field]: refusalText(intl, failure.why) ?? failure.message }
    // In the service's own words, where ours let something through that it does not take.
    return Object.fromEntries(failure.details.map(({ field: name, problem }) => [name.split('.').at(-1), problem]))
  }
}
