import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useIntl } from 'react-intl'
import { Outlet, useNavigation } from 'react-router'
import { followChanges } from '../data/changes.ts'
import { sessionQuery, siteQuery } from '../data/queries.ts'
import { RequestFailed } from '../data/request.ts'
import { signOutUrl } from '../data/sign-in.ts'
import { Banner } from '../ui/banner.tsx'
import { FailureState } from '../ui/state.tsx'
import { addBrand } from './brand.ts'
import styles from './frame.module.css'
import { Header } from './header.tsx'
import { appMessages as texts } from './messages.ts'
import { PageLoading } from './page-loading.tsx'
import { SignInNeeded } from './sign-in-needed.tsx'

/** Around every page: the way past the header, the header, the page. */
export function Frame() {
  const intl = useIntl()
  const queryClient = useQueryClient()
  const { data: site } = useQuery(siteQuery())
  const { data: session } = useQuery(sessionQuery())

  useEffect(() => addBrand(site?.brandUrls ?? []), [site])
  const isSignedIn = session !== undefined
  useEffect(() => (isSignedIn ? followChanges(queryClient) : undefined), [isSignedIn, queryClient])

  return (
    <>
      <a className={styles.skip} href="#content">
        {intl.formatMessage(texts.skip)}
      </a>
      <Header site={site} session={session} />
      {session?.mode === 'DEMO' && (
        <aside className={styles.notice}>
          <Banner actions={site?.standInLms && <a href={signOutUrl(site)}>{intl.formatMessage(texts.somebodyElse)}</a>}>
            {intl.formatMessage(texts.demo)}
          </Banner>
        </aside>
      )}
      {session && session.roles !== 'current' && (
        <aside className={styles.notice}>
          <Banner tone="notice">{intl.formatMessage(texts.lmsSilent)}</Banner>
        </aside>
      )}
      <main id="content" tabIndex={-1} className={styles.main}>
        <Page />
      </main>
    </>
  )
}

/** The page itself, once it is known who is there. */
function Page() {
  const session = useQuery(sessionQuery())
  const isMoving = useNavigation().state === 'loading'
  if (session.error instanceof RequestFailed && session.error.status === 401) return <SignInNeeded />
  if (session.error && !session.data) {
    return <FailureState error={session.error} onRetry={() => void session.refetch()} />
  }
  if (!session.data) return <PageLoading />
  return (
    <div className={isMoving ? styles.moving : undefined} aria-busy={isMoving}>
      <div className={styles.page}>
        <Outlet />
      </div>
    </div>
  )
}
