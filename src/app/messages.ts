import { defineMessages } from '../i18n/define-messages.ts'

export const appMessages = defineMessages({
  skip: { id: 'app.skip', defaultMessage: 'Skip to the content', description: 'First link of the page, for keyboards' },
  areas: { id: 'app.areas', defaultMessage: 'Areas', description: 'Names the main navigation' },
  student: { id: 'app.student', defaultMessage: 'My learning', description: 'Navigation: the learner’s own panel' },
  courses: { id: 'app.courses', defaultMessage: 'Courses', description: 'Navigation: dashboards for course staff' },
  dashboards: {
    id: 'app.dashboards',
    defaultMessage: 'Dashboards',
    description: 'Navigation: dashboards of other tools, such as Amazon QuickSight',
  },
  admin: { id: 'app.admin', defaultMessage: 'Admin', description: 'Navigation: the operator’s console' },
  language: { id: 'app.language', defaultMessage: 'Language', description: 'Button that opens the list of languages' },
  personMenu: {
    id: 'app.person-menu',
    defaultMessage: 'Menu of {name}',
    description: 'Button with the person’s name that opens the menu with appearance and sign out',
  },
  appearance: { id: 'app.appearance', defaultMessage: 'Appearance', description: 'Heading over light, dark, system' },
  light: { id: 'app.light', defaultMessage: 'Light', description: 'Light appearance' },
  dark: { id: 'app.dark', defaultMessage: 'Dark', description: 'Dark appearance' },
  system: { id: 'app.system', defaultMessage: 'As my device', description: 'The appearance follows the device' },
  signOut: { id: 'app.sign-out', defaultMessage: 'Sign out', description: 'Menu entry' },
  viewAs: {
    id: 'app.view-as',
    defaultMessage: 'View as…',
    description: 'Menu entry: look at Panorama as somebody else',
  },
  viewAsAdmin: {
    id: 'app.view-as-admin',
    defaultMessage: 'You see Panorama as an administrator.',
    description: 'Banner while looking as an administrator',
  },
  viewAsStaff: {
    id: 'app.view-as-staff',
    defaultMessage: 'You see Panorama as staff of {course}.',
    description: 'Banner while looking as course staff',
  },
  viewAsLearner: {
    id: 'app.view-as-learner',
    defaultMessage: 'You see Panorama as a learner of {course}.',
    description: 'Banner while looking as any learner',
  },
  viewAsOneLearner: {
    id: 'app.view-as-one-learner',
    defaultMessage: 'You see Panorama as {name}, a learner of {course}.',
    description: 'Banner while looking as one learner',
  },
  viewAsPerson: {
    id: 'app.view-as-person',
    defaultMessage: 'You see Panorama as {name}.',
    description: 'Banner while looking as somebody of the LMS',
  },
  nothingChanges: {
    id: 'app.nothing-changes',
    defaultMessage: 'Nothing can be changed.',
    description: 'In the banner while looking as somebody else',
  },
  nothingChangesAsLearner: {
    id: 'app.nothing-changes-as-learner',
    defaultMessage: 'A learner in general has done nothing yet. Nothing can be changed.',
    description: 'In the banner while looking as any learner',
  },
  stopViewing: {
    id: 'app.stop-viewing',
    defaultMessage: 'Stop viewing as',
    description: 'Button that ends to look as somebody else',
  },
  goOnAsMyself: {
    id: 'app.go-on-as-myself',
    defaultMessage: 'Go on as myself',
    description: 'Button after a view as somebody else has ended by itself',
  },
  demo: {
    id: 'app.demo',
    defaultMessage: 'You are looking at a made-up site. Nobody here is real.',
    description: 'Banner on every page in DEMO mode',
  },
  lmsSilent: {
    id: 'app.lms-silent',
    defaultMessage:
      'The LMS does not answer, so your course roles may be out of date. Courses may be missing until it does.',
    description: 'Banner on every page while the roles of the person cannot be read from the LMS',
  },
  somebodyElse: {
    id: 'app.somebody-else',
    defaultMessage: 'Sign in as somebody else',
    description: 'Link in the demo banner',
  },
  signingIn: {
    id: 'app.signing-in',
    defaultMessage: 'Taking you to sign in…',
    description: 'Shown while the browser leaves for the LMS',
  },
  notSignedIn: {
    id: 'app.not-signed-in',
    defaultMessage: 'You are not signed in',
    description: 'Title when coming back from the LMS without being signed in',
  },
  notSignedInAdvice: {
    id: 'app.not-signed-in-advice',
    defaultMessage:
      'The LMS sent you back without a sign-in that Panorama can read. Sign in again; if that does not help, ask your site’s operators to check the cookie domain and the clock of the server.',
    description: 'What to do when signing in does not help',
  },
  signIn: { id: 'app.sign-in', defaultMessage: 'Sign in', description: 'Link to the LMS’s login' },
  noAccess: {
    id: 'app.no-access',
    defaultMessage: 'Nothing here is open to you yet',
    description: 'Title of the page for people who may see nothing',
  },
  noAccessWhy: {
    id: 'app.no-access-why',
    defaultMessage:
      'You are signed in as {username}. Panorama opens to people who teach a course, to operators of the site, and to learners where the site shows them their own progress.',
    description: 'Why somebody sees nothing',
  },
  noAccessViewing: {
    id: 'app.no-access-viewing',
    defaultMessage: 'In its present mode the site shows nothing to whom you look as.',
    description: 'Why somebody sees nothing who looks as somebody else',
  },
  noAccessAdvice: {
    id: 'app.no-access-advice',
    defaultMessage:
      'If you teach a course, ask its administrators to add you to the course team in Studio. Otherwise ask the people who run this site.',
    description: 'Who to ask for access',
  },
  notFound: { id: 'app.not-found', defaultMessage: 'There is no such page', description: 'Title of a wrong address' },
  notFoundAdvice: {
    id: 'app.not-found-advice',
    defaultMessage: 'The address may be old or mistyped.',
    description: 'What may be wrong with the address',
  },
  toStart: { id: 'app.to-start', defaultMessage: 'Go to the start', description: 'Link to the front page' },
  broken: {
    id: 'app.broken',
    defaultMessage: 'Something went wrong on this page',
    description: 'Title when a page fails',
  },
  brokenAdvice: {
    id: 'app.broken-advice',
    defaultMessage: 'Load the page again. A newer version of Panorama may have been installed meanwhile.',
    description: 'What to do when a page fails',
  },
  reload: { id: 'app.reload', defaultMessage: 'Load again', description: 'Button that loads the page again' },
})
