import { defineMessages } from '../../i18n/define-messages.ts'

export const embedsMessages = defineMessages({
  title: {
    id: 'embeds.title',
    defaultMessage: 'Dashboards',
    description: 'Title of the page that lists the dashboards of other tools',
  },
  lead: {
    id: 'embeds.lead',
    defaultMessage: '{count, plural, one {# dashboard was given to you.} other {# dashboards were given to you.}}',
    description: 'How many dashboards of other tools a person has',
  },
  forStaff: {
    id: 'embeds.for-staff',
    defaultMessage: 'About courses',
    description: 'Heading over dashboards that show what somebody may see as course staff',
  },
  forLearner: {
    id: 'embeds.for-learner',
    defaultMessage: 'About my learning',
    description: 'Heading over dashboards that show nothing but the learner’s own rows',
  },
  from: {
    id: 'embeds.from',
    defaultMessage: 'From {tool}',
    description: 'Which tool a dashboard comes from, for example Amazon QuickSight',
  },
  hosted: {
    id: 'embeds.hosted',
    defaultMessage: 'the hosted service',
    description: 'What the hosted service is called after “From”',
  },
  none: {
    id: 'embeds.none',
    defaultMessage: 'No dashboard is assigned to you',
    description: 'Title where there are no dashboards of other tools',
  },
  noneWhy: {
    id: 'embeds.none-why',
    defaultMessage: 'When an administrator gives you one, it appears here. Panorama’s own pages are in the header.',
    description: 'What to expect where there are no dashboards of other tools',
  },
  back: { id: 'embeds.back', defaultMessage: 'All dashboards', description: 'Link back to the list of dashboards' },
  unknown: {
    id: 'embeds.unknown',
    defaultMessage: 'This dashboard is not among yours',
    description: 'Title for an address of a dashboard that the person does not have',
  },
  unknownAdvice: {
    id: 'embeds.unknown-advice',
    defaultMessage: 'It may have been taken away, or the address is old. Choose one from the list.',
    description: 'What to do when a dashboard is not among one’s own',
  },
  obstacle: {
    id: 'embeds.obstacle',
    defaultMessage: 'This dashboard cannot be shown to you yet',
    description: 'Title above the reason why a dashboard that was assigned cannot be opened',
  },
  cannotOpen: {
    id: 'embeds.cannot-open',
    defaultMessage: 'Cannot be opened yet: {reason}',
    description: 'In the list, below a dashboard that cannot be opened; the reason is a sentence of the service',
  },
  course: { id: 'embeds.course', defaultMessage: 'Course', description: 'Label of the choice of one course' },
  allCourses: {
    id: 'embeds.all-courses',
    defaultMessage: 'All my courses',
    description: 'The choice that narrows a dashboard to no course',
  },
  onePart: {
    id: 'embeds.one-part',
    defaultMessage:
      'This dashboard was opened from one part of the course. Where it has a filter for that, the part is chosen.',
    description: 'Above a dashboard of another tool that is opened for a block of a course, such as a video',
  },
  wholeCourse: {
    id: 'embeds.whole-course',
    defaultMessage: 'Show the whole course',
    description: 'Button that no longer narrows a dashboard to one part of the course',
  },
  coursePage: {
    id: 'embeds.course-page',
    defaultMessage: 'This course in Panorama',
    description: 'Link from a dashboard of another tool to our own page about the same course',
  },
  studio: {
    id: 'embeds.studio',
    defaultMessage: 'Make dashboards in QuickSight',
    description: 'Link and title: QuickSight’s own console, for authors',
  },
  studioLead: {
    id: 'embeds.studio-lead',
    defaultMessage: 'QuickSight’s own console. What you save there is kept in QuickSight.',
    description: 'What the page with QuickSight’s console is',
  },
  past: {
    id: 'embeds.past',
    defaultMessage: 'Skip past the dashboard',
    description: 'Link before a frame, for keyboards',
  },
  opening: {
    id: 'embeds.opening',
    defaultMessage: 'Opening {title}…',
    description: 'Read aloud while a dashboard of another tool is being opened',
  },
  shown: {
    id: 'embeds.shown',
    defaultMessage: '{title} is open.',
    description: 'Read aloud when a dashboard of another tool is there',
  },
  sideways: {
    id: 'embeds.sideways',
    defaultMessage: '{tool} needs a wider screen. Move the dashboard sideways, or turn your phone.',
    description: 'Above a dashboard that is wider than the screen of a phone',
  },
  still: {
    id: 'embeds.still',
    defaultMessage: '{tool} is still opening it. This may take half a minute.',
    description: 'On the shape of a dashboard that has not come within a few seconds; tool is for example Superset',
  },
  again: { id: 'embeds.again', defaultMessage: 'Open again', description: 'Button that opens a dashboard again' },
  ended: {
    id: 'embeds.ended',
    defaultMessage: 'The session has ended',
    description: 'Title when the session of a dashboard is over',
  },
  endedWhy: {
    id: 'embeds.ended-why',
    defaultMessage: 'Sessions of other tools last only so long. Open it again to go on where you were.',
    description: 'Why a dashboard is not shown any more',
  },
  ending: {
    id: 'embeds.ending',
    defaultMessage: 'This session ends at {time}. Save what you are working on, then go on in a new one.',
    description: 'Warning above QuickSight’s console shortly before its session ends',
  },
  goOn: { id: 'embeds.go-on', defaultMessage: 'Go on', description: 'Button that opens a new session' },
  trying: {
    id: 'embeds.trying',
    defaultMessage: 'Panorama tries again by itself every 20 seconds.',
    description: 'Below a failure that may pass',
  },
  forAdministrators: {
    id: 'embeds.for-administrators',
    defaultMessage:
      'You administer this site: {command} looks for what is wrong, and so does “Test the connection” in the {console}.',
    description:
      'Below a failure of another tool, for administrators; command is to be typed on the server, console is a link',
  },
  forAdministratorsOfHosted: {
    id: 'embeds.for-administrators-of-hosted',
    defaultMessage: 'You administer this site: “Test the connection” in the {console} looks for what is wrong.',
    description: 'Below a failure of the hosted service, for administrators; console is a link',
  },
  adminConsole: {
    id: 'embeds.admin-console',
    defaultMessage: 'admin console',
    description: 'Link to the admin console, inside a sentence',
  },
  silent: {
    id: 'embeds.silent',
    defaultMessage: '{tool} does not show up',
    description: 'Title when a frame of another tool says nothing',
  },
  silentWhy: {
    id: 'embeds.silent-why',
    defaultMessage: 'It was opened, but nothing came of it. Most often it is one of these:',
    description: 'Above the list of why a frame may say nothing',
  },
  silentCookies: {
    id: 'embeds.silent-cookies',
    defaultMessage: 'Your browser, or an extension of it, blocks cookies of other sites. Allow them for {host}.',
    description: 'Advice about blocked cookies; host is for example us-east-1.quicksight.aws.amazon.com',
  },
  silentNetwork: {
    id: 'embeds.silent-network',
    defaultMessage:
      'Your network does not let {host} through, or it is very slow. Wait a moment, or try another network.',
    description: 'Advice about the network',
  },
  silentDomain: {
    id: 'embeds.silent-domain',
    defaultMessage: '{tool} does not allow {page} to show its dashboards. Tell the people who run this site.',
    description: 'Advice about the allowed domains; page is our own web address',
  },
  blocked: {
    id: 'embeds.blocked',
    defaultMessage: 'This page may not show it',
    description: 'Title when the browser refuses a frame because of our own rules',
  },
  blockedWhy: {
    id: 'embeds.blocked-why',
    defaultMessage:
      'The dashboard comes from {host}, which Panorama did not expect. Load the page again; if that does not help, tell the people who run this site.',
    description: 'Why the browser refuses a frame, and what to do',
  },
  broken: {
    id: 'embeds.broken',
    defaultMessage: '{tool} could not show this dashboard',
    description: 'Title when the tool itself says that something is wrong',
  },
  brokenAdvice: {
    id: 'embeds.broken-advice',
    defaultMessage: 'Open it again. If that does not help, tell the people who run this site.',
    description: 'What to do when the tool itself says that something is wrong',
  },
  brokenCode: {
    id: 'embeds.broken-code',
    defaultMessage: '{tool} calls it {code}.',
    description: 'The tool’s own name for what is wrong',
  },
})
