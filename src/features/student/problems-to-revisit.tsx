import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { chartQuery } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { Card } from '../../ui/card.tsx'
import { SkeletonLines } from '../../ui/skeleton.tsx'
import { BlockList } from './block-list.tsx'
import { readProblems } from './learning.ts'
import { studentMessages as texts } from './messages.ts'
import { Part } from './part.tsx'

/** Problems that were tried and are still open. */
export function ProblemsToRevisit({ courseKey }: { readonly courseKey: string }) {
  const intl = useIntl()
  const format = useFormat()
  const query = useQuery(chartQuery('student', 'my-problems', { course: courseKey, tz: intl.timeZone }))
  return (
    <Card title={intl.formatMessage(texts.problems)}>
      <Part query={query} shape={<SkeletonLines count={4} />}>
        {(answer) => {
          const tried = readProblems(answer)
          const open = tried.filter(({ isSolved }) => !isSolved)
          if (open.length === 0) return <p>{intl.formatMessage(texts.problemsNone, { solved: tried.length })}</p>
          const blocks = open.map(({ blockKey, name, attempts, bestScore }) => ({
            blockKey,
            name,
            about: bestScore
              ? intl.formatMessage(texts.problemBest, { attempts, best: format.share(bestScore) })
              : intl.formatMessage(texts.problemTries, { attempts }),
          }))
          return <BlockList courseKey={courseKey} blocks={blocks} />
        }}
      </Part>
    </Card>
  )
}
