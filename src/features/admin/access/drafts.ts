import { RequestFailed } from '../../../data/request.ts'
import type { Message } from '../../../i18n/define-messages.ts'
import { accessMessages as texts } from './messages.ts'

/** What is wrong with what was typed, field by field; empty when it can be saved. */
export type Problems<Field extends string> = Readonly<Partial<Record<Field, Message>>>

export interface DashboardDraft {
  readonly displayName: string
  readonly name: string
  readonly providerId: string
  /** As it was typed. */
  readonly priority: string
}

export function dashboardProblems(draft: DashboardDraft): Problems<keyof DashboardDraft> {
  return {
    ...required(draft, 'displayName', 'name', 'providerId'),
    ...(draft.providerId.trim() !== '' &&
      !/^[A-Za-z0-9_.-]{1,128}$/.test(draft.providerId.trim()) && { providerId: texts.providerIdWrong }),
    ...(readPriority(draft.priority) === null && { priority: texts.priorityWrong }),
  }
}

/** A whole number within what the service takes, or null. */
export function readPriority(typed: string): number | null {
  const plain = typed.trim().replace('−', '-')
  if (!/^-?\d{1,7}$/.test(plain) || Math.abs(Number(plain)) > 1_000_000) return null
  return Number(plain)
}

export const typeProblems = (draft: { readonly name: string }): Problems<'name'> => required(draft, 'name')

export interface AssignmentDraft {
  readonly kind: 'team' | 'organisation' | 'courseStaff' | 'globalStaff'
  readonly courseKey: string
  readonly org: string
  readonly typeId: string | null
}

export function assignmentProblems({
  kind,
  courseKey,
  org,
  typeId,
}: AssignmentDraft): Problems<'courseKey' | 'org' | 'typeId'> {
  return {
    // A mistyped key would give dashboards to nobody, without a word.
    ...(kind === 'team' && !isCourseKey(courseKey.trim()) && { courseKey: texts.courseKeyWrong }),
    ...(kind === 'organisation' && org.trim() === '' && { org: texts.required }),
    ...(typeId === null && { typeId: texts.chooseType }),
  }
}

const isCourseKey = (key: string) =>
  /^(course-v1:[^+/\s]+\+[^+/\s]+\+[^+/\s]+|[^+/\s:]+\/[^+/\s]+\/[^+/\s]+)$/.test(key)

export function personProblems({ arn }: { readonly arn: string }): Problems<'arn'> {
  const isGood = /^arn:aws[a-z-]*:quicksight:[a-z0-9-]+:\d{12}:user\/\S+$/.test(arn.trim())
  return arn.trim() === '' || isGood ? {} : { arn: texts.arnWrong }
}

/** What the service says of single fields; in its own words, where ours let something through that it does not take. */
export function refusedFields(failure: Error | null): Readonly<Record<string, string>> {
  if (!(failure instanceof RequestFailed)) return {}
  return Object.fromEntries(failure.details.map(({ field, problem }) => [field, problem]))
}

function required<Draft, Field extends keyof Draft & string>(draft: Draft, ...fields: Field[]): Problems<Field> {
  const empty = fields.filter((field) => String(draft[field]).trim() === '')
  return Object.fromEntries(empty.map((field) => [field, texts.required])) as Problems<Field>
}
