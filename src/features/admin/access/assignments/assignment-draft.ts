import type { Assignee, Assignment } from '../../../../../server/contract/access.ts'
import { accessMessages as shared } from '../messages.ts'
import { type Problems, required } from '../problems.ts'
import { assignmentMessages as texts } from './messages.ts'

export interface AssignmentDraft {
  readonly kind: 'team' | 'organisation' | 'courseStaff' | 'globalStaff'
  readonly courseKey: string
  readonly org: string
  readonly typeId: string | null
}

export function draftOf(assignment: Assignment | null): AssignmentDraft {
  const draft: AssignmentDraft = { kind: 'team', courseKey: '', org: '', typeId: assignment?.typeId ?? null }
  if (assignment === null) return draft
  const { to } = assignment
  if (to.kind === 'team') return { ...draft, courseKey: to.courseKey }
  if (to.kind === 'organisation') return { ...draft, kind: 'organisation', org: to.org }
  return { ...draft, kind: to.of }
}

export function assigneeOf({ kind, courseKey, org }: AssignmentDraft): Assignee {
  if (kind === 'team') return { kind, courseKey: courseKey.trim() }
  if (kind === 'organisation') return { kind, org: org.trim() }
  return { kind: 'everyone', of: kind }
}

export function assignmentProblems(draft: AssignmentDraft): Problems<'courseKey' | 'org' | 'typeId'> {
  const { kind, courseKey, typeId } = draft
  return {
    // A mistyped key would give dashboards to nobody, without a word.
    ...(kind === 'team' && !isCourseKey(courseKey.trim()) && { courseKey: texts.courseKeyWrong }),
    ...(kind === 'organisation' && required(draft, 'org')),
    ...(typeId === null && { typeId: shared.chooseType }),
  }
}

/** As the service has it: new keys, those of custom courses, and the old ones with slashes. */
const isCourseKey = (key: string) => /^(?:[a-z-]+-v\d+:[^+\s]+(?:\+[^+\s]+){2,3}|[^/:\s]+\/[^/\s]+\/[^/\s]+)$/.test(key)
