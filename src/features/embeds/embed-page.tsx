import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { Link, NavLink, useParams, useSearchParams } from 'react-router'
import { embedAddress, embedsAddress, type Subject, subjectOf } from '../../data/embed-address.ts'
import { embedsQuery, openEmbed } from '../../data/embeds.ts'
import { AnswerState } from '../../ui/answer-state.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { State } from '../../ui/state.tsx'
import { CourseChoice } from './course-choice.tsx'
import { EmbedView } from './embed-view.tsx'
import styles from './embeds.module.css'
import { type FrameParameter, noChoices } from './frames/frame.ts'
import { embedsMessages as texts } from './messages.ts'
import { type ListedEmbed, toolName } from './tools.ts'

/** One dashboard of another tool. What it is about is in the address, a course and a block; whose rows it shows is not. */
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
  const about = subjectOf(search)
  const turnTo = (next: Subject) => setSearch({ ...next }, { replace: true, preventScrollReset: true })
  return (
    <>
      <PageHeading
        title={title}
        before={<Link to={embedsAddress(courseOf(about))}>{intl.formatMessage(texts.back)}</Link>}
        lead={intl.formatMessage(texts.from, { tool: toolName(provider, intl) })}
      />
      {all.length > 1 && <Others all={all} about={about} />}
      {obstacle ? (
        <div className={styles.problem}>
          <State title={intl.formatMessage(texts.obstacle)}>
            <p>{obstacle.message}</p>
            <p>{obstacle.advice}</p>
          </State>
        </div>
      ) : (
        <>
          {area === 'courses' && <Subjects about={about} isNarrowed={provider !== 'hosted'} onTurn={turnTo} />}
          <EmbedView
            // Nothing that was opened for one dashboard, course, block or language ever stands under another.
            key={[area, id, about.course, about.block, intl.locale].join(' ')}
            title={title}
            provider={provider}
            open={(signal) => openEmbed({ id, area, ...about }, signal)}
            choices={{ ...noChoices, parameters: parametersOf(about) }}
          />
        </>
      )}
    </>
  )
}

/** What parameters of a QuickSight dashboard have to be called to be set to what the page is about. */
const parameters = ['course', 'block'] as const satisfies readonly (keyof Subject)[]

function parametersOf(about: Subject): FrameParameter[] {
  return parameters.flatMap((name) => {
    const value = about[name]
    return value === undefined ? [] : [{ name, values: [value] }]
  })
}

/** A block belongs to what was open before; its course goes along. */
const courseOf = ({ course }: Subject): Subject => (course === undefined ? {} : { course })

interface SubjectsProps {
  readonly about: Subject
  /** Whether the rows of a guest follow the course; the hosted service is not told of it. */
  readonly isNarrowed: boolean
  readonly onTurn: (about: Subject) => void
}

/** What the dashboard is about, and the ways to what else it can be. */
function Subjects({ about, isNarrowed, onTurn }: SubjectsProps) {
  const intl = useIntl()
  const { course, block } = about
  return (
    <>
      <div className={styles.tools}>
        {isNarrowed && (
          <CourseChoice course={course} onChoose={(key) => onTurn(key === undefined ? {} : { course: key })} />
        )}
        {course !== undefined && (
          <Link className={styles.beside} to={`/courses/${encodeURIComponent(course)}`}>
            {intl.formatMessage(texts.coursePage)}
          </Link>
        )}
      </div>
      {block !== undefined && (
        <Banner
          actions={
            <Button size="small" onPress={() => onTurn(courseOf(about))}>
              {intl.formatMessage(texts.wholeCourse)}
            </Button>
          }
        >
          {intl.formatMessage(texts.onePart)}
        </Banner>
      )}
    </>
  )
}

/** The way from one dashboard to the next. None of them is opened before it is chosen. */
function Others({ all, about }: { readonly all: readonly ListedEmbed[]; readonly about: Subject }) {
  const intl = useIntl()
  const headings = { courses: texts.forStaff, student: texts.forLearner }
  /** The same dashboard may be met as staff and as a learner: two entries, which show different rows. */
  const nameOf = ({ title, area }: ListedEmbed) =>
    all.filter((embed) => embed.title === title).length === 1
      ? title
      : `${title} · ${intl.formatMessage(headings[area])}`
  return (
    <nav aria-label={intl.formatMessage(texts.title)}>
      <ul className={styles.others}>
        {all.map((embed) => (
          <li key={`${embed.area} ${embed.id}`}>
            <NavLink className={styles.other ?? ''} to={embedAddress(embed, embed.area === 'courses' ? about : {})}>
              {nameOf(embed)}
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
