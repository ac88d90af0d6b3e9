import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { Link, useSearchParams } from 'react-router'
import type { Embeds } from '../../../server/contract/embed.ts'
import { embedAddress, type Subject, subjectOf } from '../../data/embed-address.ts'
import { embedsQuery } from '../../data/embeds.ts'
import { AnswerState } from '../../ui/answer-state.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { uiMessages } from '../../ui/messages.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState } from '../../ui/state.tsx'
import { CourseChoice } from './course-choice.tsx'
import styles from './embeds.module.css'
import { embedsMessages as texts } from './messages.ts'
import { type ListedEmbed, toolName } from './tools.ts'

/**
 * The dashboards of other tools that are this person's. None is opened before it is chosen: each opening is a session. The
 * course that they are to be about is in the address.
 */
export function EmbedsPage() {
  const intl = useIntl()
  const embeds = useQuery(embedsQuery())
  const count = embeds.data?.embeds.length ?? 0
  return (
    <>
      <PageHeading
        title={intl.formatMessage(texts.title)}
        lead={count > 0 ? intl.formatMessage(texts.lead, { count }) : undefined}
      />
      <AnswerState query={embeds} shape={<Skeleton height="12rem" />}>
        {(answer) => <Lists answer={answer} onRetry={() => void embeds.refetch()} isRetrying={embeds.isFetching} />}
      </AnswerState>
    </>
  )
}

interface ListsProps {
  readonly answer: Embeds
  readonly onRetry: () => void
  readonly isRetrying: boolean
}

function Lists({ answer, onRetry, isRetrying }: ListsProps) {
  const { embeds, studio, hostedProblem, untouched = [] } = answer
  const intl = useIntl()
  const [search, setSearch] = useSearchParams()
  const { course } = subjectOf(search)
  const areas = (['courses', 'student'] as const).filter((area) => embeds.some((embed) => embed.area === area))
  return (
    <>
      {studio && (
        <p>
          <LinkButton to="/dashboards/studio">{intl.formatMessage(texts.studio)}</LinkButton>
        </p>
      )}
      {hostedProblem && (
        <Banner
          tone="notice"
          title={hostedProblem.message}
          actions={
            <Button size="small" onPress={onRetry} isPending={isRetrying}>
              {intl.formatMessage(uiMessages.retry)}
            </Button>
          }
        >
          <p>{hostedProblem.advice}</p>
        </Banner>
      )}
      {untouched.map(({ message, advice }) => (
        <Banner key={message} title={message}>
          <p>{advice}</p>
        </Banner>
      ))}
      {embeds.length === 0 && hostedProblem === null && untouched.length === 0 && (
        <EmptyState title={intl.formatMessage(texts.none)}>
          <p>{intl.formatMessage(texts.noneWhy)}</p>
        </EmptyState>
      )}
      {areas.map((area) => (
        <section key={area} className={styles.group} aria-labelledby={`dashboards-${area}`}>
          <h2 id={`dashboards-${area}`}>
            {intl.formatMessage(area === 'courses' ? texts.forStaff : texts.forLearner)}
          </h2>
          {area === 'courses' && (
            <div className={styles.tools}>
              <CourseChoice
                course={course}
                onChoose={(key) => setSearch(key === undefined ? {} : { course: key }, { replace: true })}
              />
            </div>
          )}
          <ul className={styles.list}>
            {embeds
              .filter((embed) => embed.area === area)
              .map((embed) => (
                <Item
                  key={embed.id}
                  embed={embed}
                  about={area === 'courses' && course !== undefined ? { course } : {}}
                />
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Item({ embed, about }: { readonly embed: ListedEmbed; readonly about: Subject }) {
  const intl = useIntl()
  return (
    <li className={styles.item}>
      <span className={styles.name}>
        <Link to={embedAddress(embed, about)}>{embed.title}</Link>
      </span>
      <span className={styles.quiet}>{intl.formatMessage(texts.from, { tool: toolName(embed.provider, intl) })}</span>
      {embed.obstacle && (
        <span className={styles.quiet}>{intl.formatMessage(texts.cannotOpen, { reason: embed.obstacle.message })}</span>
      )}
    </li>
  )
}
