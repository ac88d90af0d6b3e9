import { useIntl } from 'react-intl'
import { RequestFailed } from '../../../../data/request.ts'
import { Banner } from '../../../../ui/banner.tsx'
import { FailureState } from '../../../../ui/state.tsx'
import { accessMessages as texts } from '../messages.ts'
import { refusalText } from './refusal-text.ts'

/** Says that nothing was changed, why, and what to do. */
export function RefusalNote({ error }: { readonly error: Error | null }) {
  const intl = useIntl()
  if (error === null) return null
  const text = error instanceof RequestFailed ? refusalText(intl, error.why) : undefined
  const title = intl.formatMessage(texts.notDone)
  if (text === undefined) return <FailureState error={error} title={title} />
  return (
    <Banner tone="problem" role="alert" title={title}>
      {text}
    </Banner>
  )
}
