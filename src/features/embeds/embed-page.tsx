import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { Link, NavLink, useParams, useSearchParams } from 'react-router'
import { embedsQuery, openEmbed } from '../../data/embeds.ts'
import { AnswerState } from '../../ui/answer-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { State } from '../../ui/state.tsx'
import { CourseChoice } from './course-choice.tsx'
import { EmbedView } from './embed-view.tsx'
import styles from './embeds.module.css'
import { noChoices } from './frames/frame.ts'
import { embedsMessages as texts } from './messages.ts'
import { embedPath, type ListedEmbed, toolName } from './tools.ts'

/** One dashboard of another tool. The course that it is narrowed to is in the address; whose rows it shows is not. */
export function EmbedPage() {
  const embeds = useQuery(embedsQuery())
  const { area, id } = useParams()
  return (
    <AnswerState query={embeds} shape={<Skeleton height="24rem" />}>
      {(answer) => {
        const embed = answer.embeds.find((each) => each.area === area && each.id === id)
        return embed ? <Dashboard embed={embed} all={answer.embeds} /> : <NotMine />
      }}
    </AnswerState>
  )
}

function Dashboard({ embed, all }: { readonly embed: ListedEmbed; readonly all: readonly ListedEmbed[] }) {
  const intl = useIntl()
  const [search, setSearch] = useSearchParams()
  const { id, area, provider, title, obstacle } = embed
  const tool = toolName(provider, intl)
  const course = (provider !== 'hosted' && search.get('course')) || undefined
  const narrowTo = (key: string | undefined) =>
    setSearch(key === undefined ? {} : { course: key }, { replace: true, preventScrollReset: true })
  return (
    <>
      <PageHeading
        title={title}
        before={<Link to="/dashboards">{intl.formatMessage(texts.back)}</Link>}
        lead={intl.formatMessage(texts.from, { tool })}
      />
      {all.length > 1 && <Others all={all} course={course} />}
      {obstacle ? (
        <div className={styles.problem}>
          <State title={intl.formatMessage(texts.obstacle)}>
            <p>{obstacle.message}</p>
            <p>{obstacle.advice}</p>
          </State>
        </div>
      ) : (
        <>
          {area === 'courses' && provider !== 'hosted' && <CourseChoice course={course} onChoose={narrowTo} />}
          <EmbedView
            // Nothing that was opened for one dashboard, course or language ever stands under another.
            key={[area, id, course, intl.locale].join(' ')}
            title={title}
            tool={tool}
            open={(signal) => openEmbed({ id, area, ...(course !== undefined && { course }) }, signal)}
            choices={
              course === undefined
                ? noChoices
                : { ...noChoices, parameters: [{ name: courseParameter, values: [course] }] }
            }
          />
        </>
      )}
    </>
  )
}

/** What a parameter of a QuickSight dashboard has to be called to be set to the course of the page. */
const courseParameter = 'course'

/** The way from one dashboard to the next. None of them is opened before it is chosen. */
function Others({ all, course }: { readonly all: readonly ListedEmbed[]; readonly course: string | undefined }) {
  const intl = useIntl()
  const search = course === undefined ? '' : `?${new URLSearchParams({ course })}`
  return (
    <nav aria-label={intl.formatMessage(texts.title)}>
      <ul className={styles.others}>
        {all.map((embed) => (
          <li key={`${embed.area} ${embed.id}`}>
            <NavLink className={styles.other ?? ''} to={`${embedPath(embed)}${embed.area === 'courses' ? search : ''}`}>
              {embed.title}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function NotMine() {
  const intl = useIntl()
  return (
    <PageHeading
      title={intl.formatMessage(texts.unknown)}
      before={<Link to="/dashboards">{intl.formatMessage(texts.back)}</Link>}
      lead={intl.formatMessage(texts.unknownAdvice)}
    />
  )
}
