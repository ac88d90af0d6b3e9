import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { chartQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { Card } from '../../ui/card.tsx'
import { SkeletonLines } from '../../ui/skeleton.tsx'
import { BlockList } from './block-list.tsx'
import { readVideos } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import { Part } from './part.tsx'

/** Many videos end in credits: from here on one is watched. The service's own definition says the same. */
const watchedFrom = 0.95

/** Videos that were begun and not finished. */
export function VideosToFinish({ courseKey }: { readonly courseKey: string }) {
  const intl = useIntl()
  const format = useFormat()
  const query = useQuery(chartQuery('student', 'my-videos', { course: courseKey, tz: intl.timeZone }))
  return (
    <Card title={intl.formatMessage(texts.videos)}>
      <Part query={query} shape={<SkeletonLines count={4} />}>
        {(answer) => {
          const played = readVideos(answer)
          const open = played.filter(({ covered }) => covered === null || covered < watchedFrom)
          if (open.length === 0) return <p>{intl.formatMessage(texts.videosNone, { watched: played.length })}</p>
          const blocks = open.map(({ blockKey, name, covered, duration }) => ({
            blockKey,
            name,
            about:
              covered === null || duration === null
                ? intl.formatMessage(texts.videoSeenAlone)
                : intl.formatMessage(texts.videoSeen, {
                    share: format.share(covered),
                    duration: format.timecode(duration),
                  }),
          }))
          return <BlockList courseKey={courseKey} blocks={blocks} />
        }}
      </Part>
    </Card>
  )
}
