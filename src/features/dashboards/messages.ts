import { defineMessages } from '../../i18n/define-messages.ts'

export const coursesMessages = defineMessages({
  title: { id: 'dashboards.courses.title', defaultMessage: 'Courses', description: 'Title of the list of course runs' },
  lead: {
    id: 'dashboards.courses.lead',
    defaultMessage:
      '{active, plural, =0 {None} other {#}} of {courses, plural, one {# course run} other {# course runs}} had active learners in the last 7 days.',
    description: 'First sentence of the list',
  },
  leadEnrolled: {
    id: 'dashboards.courses.lead-enrolled',
    defaultMessage:
      '{enrolled, plural, =0 {Nobody is enrolled} one {# enrollment} other {# enrollments}} in {courses, plural, one {# course run} other {# course runs}}.',
    description: 'First sentence of the list where nothing is known of what learners do',
  },
  search: {
    id: 'dashboards.courses.search',
    defaultMessage: 'Find a course',
    description: 'Label of the search field over the list of course runs',
  },
  sort: { id: 'dashboards.courses.sort', defaultMessage: 'Sort by', description: 'Label of the choice of an order' },
  activity: {
    id: 'dashboards.courses.sort-activity',
    defaultMessage: 'Latest activity',
    description: 'An order of course runs',
  },
  active: {
    id: 'dashboards.courses.sort-active',
    defaultMessage: 'Active learners',
    description: 'An order of course runs',
  },
  enrolled: {
    id: 'dashboards.courses.sort-enrolled',
    defaultMessage: 'Enrolled learners',
    description: 'An order of course runs',
  },
  organization: {
    id: 'dashboards.courses.sort-organization',
    defaultMessage: 'Organization',
    description: 'An order of course runs',
  },
  name: { id: 'dashboards.courses.sort-name', defaultMessage: 'Name', description: 'An order of course runs' },
  enrolledFigure: {
    id: 'dashboards.courses.enrolled-figure',
    defaultMessage: 'enrolled',
    description: 'Beside a number of learners in the list of course runs',
  },
  activeFigure: {
    id: 'dashboards.courses.active-figure',
    defaultMessage: 'active in the last 7 days',
    description: 'Beside a number of learners in the list of course runs',
  },
  lastFigure: {
    id: 'dashboards.courses.last-figure',
    defaultMessage: 'last activity',
    description: 'Beside a time such as "3 days ago" in the list of course runs',
  },
  noActivity: {
    id: 'dashboards.courses.no-activity',
    defaultMessage: 'none yet',
    description: 'In place of the time of the last activity',
  },
  none: {
    id: 'dashboards.courses.none',
    defaultMessage: 'No course runs yet',
    description: 'Title of the empty list of course runs',
  },
  noneWhy: {
    id: 'dashboards.courses.none-why',
    defaultMessage:
      'Course runs appear here as soon as something happens in a course that you teach. If you expected one, ask the course’s admin to add you to its team in the LMS.',
    description: 'Why the list of course runs is empty and what to do',
  },
  notFound: {
    id: 'dashboards.courses.not-found',
    defaultMessage: 'No course run matches “{search}”',
    description: 'Title when a search found nothing',
  },
  notFoundAdvice: {
    id: 'dashboards.courses.not-found-advice',
    defaultMessage: 'Try fewer words, or a part of the course key.',
    description: 'What to do when a search found nothing',
  },
})

export const comparisonMessages = defineMessages({
  title: {
    id: 'dashboards.comparison.title',
    defaultMessage: 'Compare course runs',
    description: 'Title of the page with course runs beside each other, and link to it',
  },
  noEvents: {
    id: 'dashboards.comparison.no-events',
    defaultMessage: 'Comparing needs event logs, which this mode does not use.',
    description: 'In place of the comparison in a mode without event logs',
  },
})

export const courseMessages = defineMessages({
  viewAs: {
    id: 'dashboards.course.view-as',
    defaultMessage: 'View as a learner…',
    description: 'Button: look at Panorama as a learner of this course',
  },
  back: { id: 'dashboards.course.back', defaultMessage: 'All courses', description: 'Link to the list of course runs' },
  lead: {
    id: 'dashboards.course.lead',
    defaultMessage:
      '{active, plural, =0 {Nobody was} one {# learner was} other {# learners were}} active in the last 7 days; {enrolled, plural, =0 {nobody is} one {# is} other {# are}} enrolled.',
    description: 'First sentence of a course’s dashboard',
  },
  leadEnrolled: {
    id: 'dashboards.course.lead-enrolled',
    defaultMessage: '{enrolled, plural, =0 {Nobody is} one {# learner is} other {# learners are}} enrolled.',
    description: 'First sentence of a course’s dashboard where nothing is known of what learners do',
  },
  dates: {
    id: 'dashboards.course.dates',
    defaultMessage: '{start} – {end}',
    description: 'First and last day of a course run',
  },
  from: { id: 'dashboards.course.from', defaultMessage: 'since {start}', description: 'A course run without an end' },
  others: {
    id: 'dashboards.course.others',
    defaultMessage: 'More about this course:',
    description: 'Before links to dashboards of other tools, which open with this course chosen',
  },
  switch: {
    id: 'dashboards.course.switch',
    defaultMessage: 'Course run',
    description: 'Label of the choice of another course run',
  },
  tabs: { id: 'dashboards.course.tabs', defaultMessage: 'Questions', description: 'Names the tabs of a dashboard' },
  headline: {
    id: 'dashboards.course.headline',
    defaultMessage: 'At a glance',
    description: 'Names the row of headline numbers, for screen readers',
  },
  unknown: {
    id: 'dashboards.course.unknown',
    defaultMessage: 'This course run is not among yours',
    description: 'Title when the address names a course run that the person may not see, or that does not exist',
  },
  unknownAdvice: {
    id: 'dashboards.course.unknown-advice',
    defaultMessage: 'Check the address, or ask the course’s admin to add you to its team in the LMS.',
    description: 'What to do about a course run that is not shown',
  },
})

export const freshnessMessages = defineMessages({
  upTo: {
    id: 'dashboards.freshness.up-to',
    defaultMessage: 'Data up to {moment}',
    description: 'How new the data is',
  },
  live: {
    id: 'dashboards.freshness.live',
    defaultMessage: 'Live: new data appears here by itself',
    description: 'Behind how new the data is, while the page is told of new data',
  },
  none: { id: 'dashboards.freshness.none', defaultMessage: 'No data yet', description: 'Nothing has arrived so far' },
  stale: {
    id: 'dashboards.freshness.stale',
    defaultMessage: 'The newest data is from {ago}',
    description: 'Title of a notice; ago is for example "3 days ago"',
  },
  staleWhy: {
    id: 'dashboards.freshness.stale-why',
    defaultMessage:
      'These numbers end at {moment}. What learners did after that is not in them. If this lasts, tell your site’s operators.',
    description: 'What it means that the data is old',
  },
  lms: {
    id: 'dashboards.freshness.lms',
    defaultMessage: 'Tables of the LMS as of {moment}',
    description: 'How new names, enrollments and grades are that were read from the LMS’s own tables',
  },
  lmsStale: {
    id: 'dashboards.freshness.lms-stale',
    defaultMessage: 'The LMS’s tables were read {ago}',
    description: 'Title of a notice; ago is for example "3 days ago"',
  },
  lmsStaleWhy: {
    id: 'dashboards.freshness.lms-stale-why',
    defaultMessage:
      'Names, course structure, enrollments and grades are as they were at {moment}. If this lasts, tell your site’s operators.',
    description: 'What it means that the LMS’s tables were read long ago',
  },
})

export const periodMessages = defineMessages({
  label: { id: 'dashboards.period.label', defaultMessage: 'Period', description: 'Label of the choice of a period' },
  week: { id: 'dashboards.period.7d', defaultMessage: '7 days', description: 'A period that ends today' },
  fourWeeks: { id: 'dashboards.period.28d', defaultMessage: '28 days', description: 'A period that ends today' },
  quarter: { id: 'dashboards.period.90d', defaultMessage: '90 days', description: 'A period that ends today' },
  year: { id: 'dashboards.period.365d', defaultMessage: '1 year', description: 'A period that ends today' },
  all: { id: 'dashboards.period.all', defaultMessage: 'All time', description: 'A period without limits' },
  days: {
    id: 'dashboards.period.days',
    defaultMessage: 'Choose days',
    description: 'A period from one day to another',
  },
  from: { id: 'dashboards.period.from', defaultMessage: 'First day', description: 'Label of a date field' },
  to: { id: 'dashboards.period.to', defaultMessage: 'Last day', description: 'Label of a date field' },
  wrong: {
    id: 'dashboards.period.wrong',
    defaultMessage: 'The last day is before the first.',
    description: 'Shown when the chosen days make no period',
  },
  silent: {
    id: 'dashboards.period.silent',
    defaultMessage: 'Nobody was active in the last 28 days, so you see all time.',
    description: 'Why a page opens with all time',
  },
})

export const chartMessages = defineMessages({
  empty: {
    id: 'dashboards.chart.empty',
    defaultMessage: 'Nothing to show yet',
    description: 'Title where a chart has no rows; why and what to do follow',
  },
  about: { id: 'dashboards.chart.about', defaultMessage: 'About this number', description: 'Button of a chart' },
  aboutOf: {
    id: 'dashboards.chart.about-of',
    defaultMessage: 'About: {title}',
    description: 'Button that explains a chart or a headline number; the title is a question or a name',
  },
  sql: {
    id: 'dashboards.chart.sql',
    defaultMessage: 'The question in SQL',
    description: 'Under it, for administrators, is what the database is asked for a chart',
  },
  sqlComing: {
    id: 'dashboards.chart.sql-coming',
    defaultMessage: 'One moment…',
    description: 'While the SQL of a chart is on its way',
  },
  sqlFailed: {
    id: 'dashboards.chart.sql-failed',
    defaultMessage: 'It could not be read. Close this and open it again.',
    description: 'In place of the SQL of a chart',
  },
  asTable: { id: 'dashboards.chart.as-table', defaultMessage: 'As a table', description: 'Button of a chart' },
  asPicture: { id: 'dashboards.chart.as-picture', defaultMessage: 'As a chart', description: 'Button of a table' },
  csv: { id: 'dashboards.chart.csv', defaultMessage: 'Download as CSV', description: 'Link of a chart' },
  enlarge: { id: 'dashboards.chart.enlarge', defaultMessage: 'Enlarge', description: 'Button of a chart' },
  definition: {
    id: 'dashboards.chart.definition',
    defaultMessage: 'What is counted',
    description: 'Heading in “about this number”',
  },
  source: {
    id: 'dashboards.chart.source',
    defaultMessage: 'Where it comes from',
    description: 'Heading in “about this number”',
  },
  asOf: { id: 'dashboards.chart.as-of', defaultMessage: 'As of', description: 'Heading in “about this number”' },
  lmsAsOf: {
    id: 'dashboards.chart.lms-as-of',
    defaultMessage: 'Tables of the LMS as of',
    description: 'Heading in “about this number”',
  },
  counted: {
    id: 'dashboards.chart.counted',
    defaultMessage: 'Counted period',
    description: 'Heading in “about this number”',
  },
  between: {
    id: 'dashboards.chart.between',
    defaultMessage: '{from} – {to} ({zone})',
    description: 'First and last counted day and the time zone in which days are cut',
  },
  since: {
    id: 'dashboards.chart.since',
    defaultMessage: 'since {from} ({zone})',
    description: 'A counted period without an end',
  },
  until: {
    id: 'dashboards.chart.until',
    defaultMessage: 'until {to} ({zone})',
    description: 'A counted period without a beginning',
  },
  whole: {
    id: 'dashboards.chart.whole',
    defaultMessage: 'everything from the beginning until now',
    description: 'A counted period without limits',
  },
  anyPeriod: {
    id: 'dashboards.chart.any-period',
    defaultMessage: 'All time: the chosen period does not change this.',
    description: 'Under a chart that does not depend on the period',
  },
})
