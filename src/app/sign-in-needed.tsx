import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { siteQuery } from '../data/queries.ts'
import { signInUrl } from '../data/sign-in.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { State } from '../ui/state.tsx'
import { appMessages as texts } from './messages.ts'

/** Leaving for the LMS takes a moment; whoever is still here after it came back without a sign-in that holds. */
const leavingTakes = 3_000

export function SignInNeeded() {
  const intl = useIntl()
  const { data: site } = useQuery(siteQuery())
  const [isStuck, setStuck] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setStuck(true), leavingTakes)
    return () => clearTimeout(timer)
  }, [])

  if (!isStuck || !site) return <State role="status" title={intl.formatMessage(texts.signingIn)} />
  return (
    <State
      role="alert"
      title={intl.formatMessage(texts.notSignedIn)}
      action={
        <LinkButton kind="primary" href={signInUrl(site)}>
          {intl.formatMessage(texts.signIn)}
        </LinkButton>
      }
    >
      <p>{intl.formatMessage(texts.notSignedInAdvice)}</p>
    </State>
  )
}
