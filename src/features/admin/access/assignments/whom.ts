import type { IntlShape } from 'react-intl'
import type { Assignee } from '../../../../../server/contract/access.ts'
import { assignmentMessages as texts } from './messages.ts'

/** Whom a type is assigned to, in words: "Team of course-v1:Org+Course+Run". */
export function whomText(intl: IntlShape, to: Assignee): string {
  if (to.kind === 'team') return intl.formatMessage(texts.teamOf, { course: to.courseKey })
  if (to.kind === 'organisation') return intl.formatMessage(texts.organisationOf, { org: to.org })
  return intl.formatMessage(to.of === 'courseStaff' ? texts.toCourseStaff : texts.toGlobalStaff)
}
