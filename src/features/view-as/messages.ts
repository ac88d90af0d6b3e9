import { defineMessages } from '../../i18n/define-messages.ts'

export const viewAsMessages = defineMessages({
  title: {
    id: 'view-as.title',
    defaultMessage: 'View as…',
    description: 'Title of the dialog that chooses as whom to look',
  },
  lead: {
    id: 'view-as.lead',
    defaultMessage:
      'You see Panorama as they do, as far as you may see it yourself. Nothing can be changed, and the audit log tells that you looked.',
    description: 'What viewing as somebody else is',
  },
  whom: { id: 'view-as.whom', defaultMessage: 'As whom?', description: 'Label over the kinds of views' },
  oneLearner: {
    id: 'view-as.one-learner',
    defaultMessage: 'One learner of a course',
    description: 'Kind of view: as somebody who takes a course',
  },
  oneLearnerHint: {
    id: 'view-as.one-learner-hint',
    defaultMessage: 'Their own panel, for the courses that are yours.',
    description: 'What one sees as one learner',
  },
  learner: {
    id: 'view-as.learner',
    defaultMessage: 'A learner of a course',
    description: 'Kind of view: as any learner of a course',
  },
  learnerHint: {
    id: 'view-as.learner-hint',
    defaultMessage: 'What is open to every learner; somebody who has done nothing yet.',
    description: 'What one sees as any learner',
  },
  staff: { id: 'view-as.staff', defaultMessage: 'Staff of a course', description: 'Kind of view: as course staff' },
  staffHint: {
    id: 'view-as.staff-hint',
    defaultMessage: 'What its team sees, and what was given to it.',
    description: 'What one sees as course staff',
  },
  admin: { id: 'view-as.admin', defaultMessage: 'An administrator', description: 'Kind of view: as an administrator' },
  adminHint: {
    id: 'view-as.admin-hint',
    defaultMessage: 'All that you see, without being able to change it.',
    description: 'What one sees as an administrator',
  },
  person: {
    id: 'view-as.person',
    defaultMessage: 'Somebody in the LMS',
    description: 'Kind of view: as a person, by their username',
  },
  personHint: {
    id: 'view-as.person-hint',
    defaultMessage: 'As a learner, with what they were given by name. The LMS does not tell what others teach.',
    description: 'What one sees as somebody of the LMS',
  },
  course: { id: 'view-as.course', defaultMessage: 'Course', description: 'Label of the choice of a course' },
  chooseCourse: {
    id: 'view-as.choose-course',
    defaultMessage: 'Choose a course',
    description: 'Placeholder of the choice of a course',
  },
  courseMissing: {
    id: 'view-as.course-missing',
    defaultMessage: 'Choose the course.',
    description: 'Said at the course when none is chosen',
  },
  username: { id: 'view-as.username', defaultMessage: 'Username', description: 'Label of the username in the LMS' },
  usernameMissing: {
    id: 'view-as.username-missing',
    defaultMessage: 'Type the username.',
    description: 'Said at the username when none is typed',
  },
  find: {
    id: 'view-as.find',
    defaultMessage: 'Find by name or username',
    description: 'Label of the search for learners',
  },
  findWhole: {
    id: 'view-as.find-whole',
    defaultMessage: 'Whole username',
    description: 'Label of the search where the site shows no names',
  },
  findWholeWhy: {
    id: 'view-as.find-whole-why',
    defaultMessage: 'This site shows you no names, so a learner is found by the whole username.',
    description: 'Why a search by name is not possible',
  },
  learners: {
    id: 'view-as.learners',
    defaultMessage: 'Learners',
    description: 'Label over the learners that were found',
  },
  none: {
    id: 'view-as.none',
    defaultMessage: 'Nobody of that name is in this course now.',
    description: 'When no learner is found',
  },
  more: {
    id: 'view-as.more',
    defaultMessage: 'There are more. Type more of the name.',
    description: 'When more learners were found than are shown',
  },
  learnerMissing: {
    id: 'view-as.learner-missing',
    defaultMessage: 'Choose a learner.',
    description: 'Said when no learner is chosen',
  },
  notBegun: {
    id: 'view-as.not-begun',
    defaultMessage: 'The view has not begun',
    description: 'Over the reason why somebody cannot look as another',
  },
  begin: { id: 'view-as.begin', defaultMessage: 'View', description: 'Button that begins the view' },
})
