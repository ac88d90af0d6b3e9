import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { siteQuery } from '../../data/queries.ts'
import { BlockName } from './block-name.tsx'
import { blockUrl } from './course-links.ts'
import { studentMessages as texts } from './messages.ts'
import styles from './student.module.css'

/** More than this is a list of everything, not a suggestion. */
const shown = 6

interface BlockListProps {
  readonly courseKey: string
  /** `about` says in a few words how things stand with the block. */
  readonly blocks: readonly { readonly blockKey: string; readonly name: string; readonly about: string }[]
}

/** Places in the course to go back to, as links into it. */
export function BlockList({ courseKey, blocks }: BlockListProps) {
  const intl = useIntl()
  const { data: site } = useQuery(siteQuery())
  const rest = blocks.length - shown
  return (
    <>
      <ul className={styles.blocks}>
        {blocks.slice(0, shown).map(({ blockKey, name, about }) => (
          <li key={blockKey} className={styles.block}>
            <a href={site && blockUrl(site.lmsUrl, courseKey, blockKey)}>
              <BlockName blockKey={blockKey} name={name} />
            </a>
            <span className={styles.about}>{about}</span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className={styles.about}>{intl.formatMessage(texts.more, { count: rest })}</p>}
    </>
  )
}
