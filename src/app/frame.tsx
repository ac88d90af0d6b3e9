import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { Outlet, useLocation, useNavigation } from 'react-router'
import { followChanges } from '../data/changes.ts'
import { sessionQuery, siteQuery } from '../data/queries.ts'
import { RequestFailed } from '../data/request.ts'
import { signOutUrl } from '../data/sign-in.ts'
import { ViewAsContext } from '../data/views.ts'
import { Banner } from '../ui/banner.tsx'
import { FailureState } from '../ui/state.tsx'
import { addBrand } from './brand.ts'
import styles from './frame.module.css'
import { Header } from './header.tsx'
import { appMessages as texts } from './messages.ts'
import { PageLoading } from './page-loading.tsx'
import { SignInNeeded } from './sign-in-needed.tsx'
import { useStartOver } from './use-start-over.ts'
import { ViewBanner } from './view-banner.tsx'
import { ViewEnded } from './view-ended.tsx'
import { rememberViewedFrom, takeViewedFrom } from './viewed-from.ts'

// A dialog needs an overlay's code, and few people ever look as somebody else.
const ViewAsDialog = lazy(async () => ({
  default: (await import('../features/view-as/view-as-dialog.tsx')).ViewAsDialog,
}))

/** Around every page: the way past the header, the header, the page. */
export function Frame() {
  const intl = useIntl()
  const queryClient = useQueryClient()
  const { data: site } = useQuery(siteQuery())
  const { data: session } = useQuery(sessionQuery())

  useEffect(() => addBrand(site?.brandUrls ?? []), [site])
  const isSignedIn = session !== undefined
  useEffect(() => (isSignedIn ? followChanges(queryClient) : undefined), [isSignedIn, queryClient])

  const { pathname, search } = useLocation()
  const startOver = useStartOver()
  const [choice, setChoice] = useState<{ course: string | null } | null>(null)
  const openViewAs = useCallback((course: string | null) => setChoice({ course }), [])
  const mayViewAs = session?.mayViewAs ?? []
  const onEnded = () => startOver(takeViewedFrom())

  return (
    <ViewAsContext.Provider value={mayViewAs.length > 0 ? openViewAs : null}>
      <a className={styles.skip} href="#content">
        {intl.formatMessage(texts.skip)}
      </a>
      <Header site={site} session={session} />
      {session?.view && (
        <aside className={styles.viewing}>
          <ViewBanner view={session.view} onEnded={onEnded} />
        </aside>
      )}
      {session?.mode === 'DEMO' && (
        <aside className={styles.notice}>
          <Banner
            actions={
              site?.standInLms &&
              !session.view && <a href={signOutUrl(site)}>{intl.formatMessage(texts.somebodyElse)}</a>
            }
          >
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
        <Page onViewEnded={onEnded} />
      </main>
      {choice && mayViewAs.length > 0 && (
        <Suspense fallback={null}>
          <ViewAsDialog
            kinds={mayViewAs}
            course={choice.course}
            onClose={() => setChoice(null)}
            onBegun={() => {
              setChoice(null)
              rememberViewedFrom(`${pathname}${search}`)
              startOver('/')
            }}
          />
        </Suspense>
      )}
    </ViewAsContext.Provider>
  )
}

/** The page itself, once it is known who is there. */
function Page({ onViewEnded }: { readonly onViewEnded: () => void }) {
  const session = useQuery(sessionQuery())
  const isMoving = useNavigation().state === 'loading'
  if (session.error instanceof RequestFailed && session.error.status === 401) return <SignInNeeded />
  if (session.error instanceof RequestFailed && session.error.code === 'view_ended') {
    return <ViewEnded error={session.error} onEnded={onViewEnded} />
  }
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
