import { useIntl } from 'react-intl'
import { RequestFailed } from '../../data/request.ts'
import { Button } from '../../ui/button.tsx'
import { RetryIcon } from '../../ui/icons.tsx'
import { FailureState, State } from '../../ui/state.tsx'
import type { EmbedState } from './embed-session.ts'
import styles from './embeds.module.css'
import { ForAdministrators } from './for-administrators.tsx'
import { embedsMessages as texts } from './messages.ts'
import { type ListedEmbed, toolName } from './tools.ts'

interface EmbedProblemProps {
  readonly state: Exclude<EmbedState, { kind: 'opening' | 'shown' }>
  /** Which tool it comes from. */
  readonly provider: ListedEmbed['provider']
  /** Host names of the frame, as far as known. */
  readonly host: string | null
  readonly onAgain: () => void
}

/** Why a dashboard is not there, and what can be done; by whoever looks, and by administrators. */
export function EmbedProblem(props: EmbedProblemProps) {
  const { state, provider } = props
  return (
    <>
      <Problem {...props} />
      {state.kind === 'refused' && state.isPassing && <Trying />}
      {!isOurs(state) && <ForAdministrators provider={provider} />}
    </>
  )
}

function Problem({ state, provider, host, onAgain }: EmbedProblemProps) {
  const intl = useIntl()
  const tool = toolName(provider, intl)
  const again = (
    <Button onPress={onAgain} size="small">
      <RetryIcon size={16} />
      {intl.formatMessage(texts.again)}
    </Button>
  )
  switch (state.kind) {
    case 'refused':
      return <FailureState error={state.error} onRetry={onAgain} />
    case 'ended':
      return (
        <State role="alert" title={intl.formatMessage(texts.ended)} action={again}>
          <p>{intl.formatMessage(texts.endedWhy)}</p>
        </State>
      )
    case 'silent':
      return (
        <State role="alert" title={intl.formatMessage(texts.silent, { tool })} action={again}>
          <p>{intl.formatMessage(texts.silentWhy)}</p>
          <ul className={styles.reasons}>
            <li>{intl.formatMessage(texts.silentCookies, { host: host ?? tool })}</li>
            <li>{intl.formatMessage(texts.silentNetwork, { host: host ?? tool })}</li>
            <li>{intl.formatMessage(texts.silentDomain, { tool, page: window.location.origin })}</li>
          </ul>
        </State>
      )
    case 'blocked':
      return (
        <State role="alert" title={intl.formatMessage(texts.blocked)} action={again}>
          <p>{intl.formatMessage(texts.blockedWhy, { host: state.origin || tool })}</p>
        </State>
      )
    case 'broken':
      return (
        <State role="alert" title={intl.formatMessage(texts.broken, { tool })} action={again}>
          <p>{intl.formatMessage(texts.brokenAdvice)}</p>
          {state.code !== null && <p>{intl.formatMessage(texts.brokenCode, { tool, code: state.code })}</p>}
        </State>
      )
  }
}

function Trying() {
  const intl = useIntl()
  return <p className={styles.note}>{intl.formatMessage(texts.trying)}</p>
}

/** Whether no tool has to do with it: a session that came to its end, a sign-in that did, Panorama that is not reached. */
function isOurs(state: EmbedProblemProps['state']): boolean {
  if (state.kind === 'ended') return true
  return state.kind === 'refused' && (!(state.error instanceof RequestFailed) || state.error.status < 402)
}
