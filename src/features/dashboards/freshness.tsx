import type { MessageDescriptor } from 'react-intl'
import { useIntl } from 'react-intl'
import { useIsLive } from '../../data/changes.ts'
import { useFormat } from '../../i18n/format.ts'
import { Banner } from '../../ui/banner.tsx'
import styles from './freshness.module.css'
import { freshnessMessages as texts } from './messages.ts'

const day = 86_400_000

interface Source {
  readonly asOf: string
  readonly fresh: MessageDescriptor
  readonly stale: MessageDescriptor
  readonly staleWhy: MessageDescriptor
}

/**
 * How new the data is, of events and of the LMS's own tables: in a quiet line, or, for what is older than a day, in a notice that
 * says what that means. A site that has none of one of them is not told of it.
 */
export function Freshness({ asOf, lmsAsOf }: { readonly asOf: string | null; readonly lmsAsOf: string | null }) {
  const intl = useIntl()
  const format = useFormat()
  const now = new Date()
  const sources: Source[] = [
    ...(asOf ? [{ asOf, fresh: texts.upTo, stale: texts.stale, staleWhy: texts.staleWhy }] : []),
    ...(lmsAsOf ? [{ asOf: lmsAsOf, fresh: texts.lms, stale: texts.lmsStale, staleWhy: texts.lmsStaleWhy }] : []),
  ]
  const isFresh = (source: Source) => now.getTime() - Date.parse(source.asOf) <= day
  const fresh = sources.filter(isFresh)
  const quiet = fresh.map((source) => intl.formatMessage(source.fresh, { moment: format.dateTime(source.asOf) }))
  return (
    <>
      {sources
        .filter((source) => !isFresh(source))
        .map(({ asOf: then, stale, staleWhy }) => (
          <Banner key={stale.id} tone="notice" title={intl.formatMessage(stale, { ago: format.ago(then, now) })}>
            <p>{intl.formatMessage(staleWhy, { moment: format.dateTime(then) })}</p>
          </Banner>
        ))}
      {(quiet.length > 0 || sources.length === 0) && (
        <p className={styles.fresh}>
          {sources.length === 0 ? intl.formatMessage(texts.none) : quiet.join(' · ')} <Live />
        </p>
      )}
    </>
  )
}

/** Whether the page keeps up by itself. Its place is kept while it does not, so that nothing moves when it does again. */
function Live() {
  const intl = useIntl()
  const isLive = useIsLive()
  return (
    <span className={styles.live} style={{ visibility: isLive ? 'visible' : 'hidden' }}>
      {intl.formatMessage(texts.live)}
    </span>
  )
}
