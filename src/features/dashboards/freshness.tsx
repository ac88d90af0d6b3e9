import { useIntl } from 'react-intl'
import { useIsLive } from '../../data/changes.ts'
import { useFormat } from '../../i18n/format.ts'
import { Banner } from '../../ui/banner.tsx'
import styles from './freshness.module.css'
import { freshnessMessages as texts } from './messages.ts'

const day = 86_400_000

/** How new the data is: in a quiet line, or, when it is older than a day, in a notice that says what that means. */
export function Freshness({ asOf }: { readonly asOf: string | null }) {
  const intl = useIntl()
  const format = useFormat()
  const now = new Date()
  if (asOf === null) {
    return (
      <p className={styles.fresh}>
        {intl.formatMessage(texts.none)} <Live />
      </p>
    )
  }
  const moment = format.dateTime(asOf)
  if (now.getTime() - Date.parse(asOf) <= day) {
    return (
      <p className={styles.fresh}>
        {intl.formatMessage(texts.upTo, { moment })} <Live />
      </p>
    )
  }
  return (
    <Banner tone="notice" title={intl.formatMessage(texts.stale, { ago: format.ago(asOf, now) })}>
      <p>{intl.formatMessage(texts.staleWhy, { moment })}</p>
    </Banner>
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
