import { defineMessages } from '../../../../i18n/define-messages.ts'

export const assignmentMessages = defineMessages({
  assignmentsNone: {
    id: 'admin.access.assignments-none',
    defaultMessage: 'No type is assigned to a team or organisation yet',
    description: 'Empty list',
  },
  assignmentsNoneAdvice: {
    id: 'admin.access.assignments-none-advice',
    defaultMessage: 'Give a type to the team of a course, to an organisation, or to all course teams as their default.',
    description: 'What to do where nothing is assigned',
  },
  addAssignment: {
    id: 'admin.access.add-assignment',
    defaultMessage: 'Assign a type',
    description: 'Button, and title of its form',
  },
  changeAssignment: {
    id: 'admin.access.change-assignment',
    defaultMessage: 'Change an assignment',
    description: 'Title of the form',
  },
  whom: { id: 'admin.access.whom', defaultMessage: 'To', description: 'Label and column: whom a type is assigned to' },
  toTeam: { id: 'admin.access.to-team', defaultMessage: 'The team of a course', description: 'Choice' },
  toTeamHint: {
    id: 'admin.access.to-team-hint',
    defaultMessage: 'Whoever has a role in this course run.',
    description: 'Below a choice',
  },
  toOrganisation: { id: 'admin.access.to-organisation', defaultMessage: 'An organisation', description: 'Choice' },
  toOrganisationHint: {
    id: 'admin.access.to-organisation-hint',
    defaultMessage: 'Whoever has a role in the organisation or in one of its course runs.',
    description: 'Below a choice',
  },
  toCourseStaff: {
    id: 'admin.access.to-course-staff',
    defaultMessage: 'All course teams',
    description: 'Choice, and value in a table: a default',
  },
  toCourseStaffHint: {
    id: 'admin.access.to-course-staff-hint',
    defaultMessage: 'The default: whoever has a role in any course.',
    description: 'Below a choice',
  },
  toGlobalStaff: {
    id: 'admin.access.to-global-staff',
    defaultMessage: 'Global staff',
    description: 'Choice, and value in a table: a default',
  },
  toGlobalStaffHint: {
    id: 'admin.access.to-global-staff-hint',
    defaultMessage: 'The default of the LMS’s staff. Superusers get every dashboard without it.',
    description: 'Below a choice',
  },
  courseKey: { id: 'admin.access.course-key', defaultMessage: 'Course run', description: 'Label: key of a course run' },
  courseKeyHint: {
    id: 'admin.access.course-key-hint',
    defaultMessage: 'Type a part of its name or key and choose it, or type the whole key.',
    description: 'Below a field',
  },
  courseKeyWrong: {
    id: 'admin.access.course-key-wrong',
    defaultMessage: 'Choose a course run, or type its whole key: course-v1:Org+Course+Run.',
    description: 'Beside a field',
  },
  org: { id: 'admin.access.org', defaultMessage: 'Organisation', description: 'Label' },
  orgHint: {
    id: 'admin.access.org-hint',
    defaultMessage: 'As in its course keys, with the same capital letters.',
    description: 'Below a field',
  },
  teamOf: { id: 'admin.access.team-of', defaultMessage: 'Team of {course}', description: 'Whom a type is assigned to' },
  organisationOf: {
    id: 'admin.access.organisation-of',
    defaultMessage: 'Organisation {org}',
    description: 'Whom a type is assigned to',
  },
  assignmentName: {
    id: 'admin.access.assignment-name',
    defaultMessage: '{type} for {whom}',
    description: 'Names an assignment; whom is for example "Organisation Riverside"',
  },
  removeAssignmentWhat: {
    id: 'admin.access.remove-assignment-what',
    defaultMessage: 'They lose its dashboards at once, unless they get them in another way.',
    description: 'What taking an assignment away means',
  },
})
