import { useQuery } from '@tanstack/react-query'
import { useIntl } from 'react-intl'
import { coursesQuery, sessionQuery } from '../../data/queries.ts'
import { Select } from '../../ui/select.tsx'
import { embedsMessages as texts } from './messages.ts'

/** Stands for no course: no course key is empty. */
const all = ''

interface CourseChoiceProps {
  readonly course: string | undefined
  readonly onChoose: (courseKey: string | undefined) => void
}

/** Narrows a dashboard to one of the viewer's courses; for whoever has more than one. */
export function CourseChoice({ course, onChoose }: CourseChoiceProps) {
  const intl = useIntl()
  const { data: session } = useQuery(sessionQuery())
  const { data } = useQuery({ ...coursesQuery(), enabled: session?.areas.courses === true })
  const courses = data?.courses ?? []
  if (courses.length < 2 && course === undefined) return null
  const isKnown = course === undefined || courses.some(({ courseKey }) => courseKey === course)
  const options = [
    { value: all, label: intl.formatMessage(texts.allCourses) },
    ...courses.map(({ courseKey, name, run }) => ({
      value: courseKey,
      label: name === courseKey || run === '' ? name : `${name} · ${run}`,
    })),
    ...(isKnown ? [] : [{ value: course, label: course }]),
  ]
  return (
    <Select
      label={intl.formatMessage(texts.course)}
      options={options}
      value={course ?? all}
      onChange={(key) => onChoose(key === all ? undefined : key)}
    />
  )
}
