import type { ObjectId } from 'mongodb'
import { type CourseKey, usageKeyOf } from './course-key.ts'
import type { CourseAbout, CourseBlock, GradingPolicy, PublishedCourse } from './published-course.ts'
import { booleanOf, instantOf, numberOf, textOf } from './told-values.ts'

/** A document of `modulestore.structures`, as far as it is asked for. What authors typed can be of any type. */
export interface StructureDocument {
  readonly root?: unknown
  readonly blocks?: unknown
}

export interface BlockDocument {
  readonly block_type: string
  readonly block_id: string
  readonly definition?: ObjectId | string | null
  readonly fields?: Fields
  /** What a block that came out of a library starts with; `fields` win over it. */
  readonly defaults?: Fields
  readonly edit_info?: { readonly edited_on?: unknown }
}

type Fields = Readonly<Record<string, unknown>>

/** What definitions say of the blocks of a course, by the definition's id. */
export interface KnownDefinitions {
  /** Points of a problem's answers; undefined: there is no such definition, or nothing in it. */
  points(definition: string): number | undefined
  /** The content of the course block itself, and of the page that tells its effort. */
  fields(definition: string): Fields | undefined
}

/** @returns null where the document is not a structure with a list of blocks and a root among them */
export function blocksOf({
  root,
  blocks,
}: StructureDocument): { root: [string, string]; blocks: BlockDocument[] } | null {
  const rootPair = pairOf(root)
  if (rootPair === null || !Array.isArray(blocks)) return null
  const named = blocks.filter(
    (block): block is BlockDocument => typeof block?.block_type === 'string' && typeof block?.block_id === 'string',
  )
  const has = ({ block_type, block_id }: BlockDocument) => block_type === rootPair[0] && block_id === rootPair[1]
  return named.some(has) ? { root: rootPair, blocks: named } : null
}

/** The definition of a problem that has no weight of its own, so that its answers must be counted. Null: not such a block. */
export function definitionToCount(block: BlockDocument): string | null {
  if (block.block_type !== 'problem' || numberOf(settingOf(block, 'weight')) !== null) return null
  return definitionOf(block)
}

/** The definitions that say how the course is graded and what effort it takes. */
export function definitionsOfCourse(root: readonly [string, string], blocks: readonly BlockDocument[]): string[] {
  return blocks
    .filter((block) => isRoot(block, root) || isEffort(block))
    .map(definitionOf)
    .filter((id) => id !== null)
}

const isRoot = ({ block_type, block_id }: BlockDocument, root: readonly [string, string]) =>
  block_type === root[0] && block_id === root[1]

const isEffort = ({ block_type, block_id }: BlockDocument) => block_type === 'about' && block_id === 'effort'

const definitionOf = ({ definition }: BlockDocument) =>
  definition === undefined || definition === null ? null : String(definition)

/** Puts the documents of a course run together. */
export function courseOfDocuments(
  key: CourseKey,
  publishedAt: string | null,
  { root, blocks }: { readonly root: readonly [string, string]; readonly blocks: readonly BlockDocument[] },
  known: KnownDefinitions,
): PublishedCourse {
  const course = blocks.find((block) => isRoot(block, root))
  const contentOf = (block: BlockDocument | undefined) => known.fields((block && definitionOf(block)) ?? '')
  return {
    key,
    publishedAt,
    root: usageKeyOf(key, ...root),
    blocks: blocks.map((block) => blockOf(key, block, known)),
    grading: gradingOf(contentOf(course)?.grading_policy ?? (course && settingOf(course, 'grading_policy'))),
    about: course === undefined ? null : aboutOf(course, contentOf(blocks.find(isEffort))),
  }
}

function blockOf(key: CourseKey, block: BlockDocument, known: KnownDefinitions): CourseBlock {
  const setting = (name: string) => settingOf(block, name)
  const toCount = definitionToCount(block)
  const children = setting('children')
  const points = toCount === null ? undefined : known.points(toCount)
  return {
    key: usageKeyOf(key, block.block_type, block.block_id),
    type: block.block_type,
    id: block.block_id,
    displayName: textOf(setting('display_name')),
    children: (Array.isArray(children) ? children : [])
      .map(pairOf)
      .filter((pair) => pair !== null)
      .map(([type, id]) => usageKeyOf(key, type, id)),
    weight: points ?? numberOf(setting('weight')),
    isWeightInferred: points !== undefined,
    isGraded: booleanOf(setting('graded')),
    format: textOf(setting('format')),
    start: instantOf(setting('start')),
    due: instantOf(setting('due')),
    isForStaffOnly: booleanOf(setting('visible_to_staff_only')) ?? false,
    editedAt: instantOf(block.edit_info?.edited_on),
  }
}

function aboutOf(course: BlockDocument, effort: Fields | undefined): CourseAbout {
  const setting = (name: string) => settingOf(course, name)
  return {
    courseEnd: instantOf(setting('end')),
    enrollmentStart: instantOf(setting('enrollment_start')),
    enrollmentEnd: instantOf(setting('enrollment_end')),
    isSelfPaced: booleanOf(setting('self_paced')) ?? false,
    advertisedStart: textOf(setting('advertised_start')),
    announcement: instantOf(setting('announcement')),
    isInvitationOnly: booleanOf(setting('invitation_only')) ?? false,
    maxStudentEnrollmentsAllowed: numberOf(setting('max_student_enrollments_allowed')),
    effort: textOf(effort?.data),
    enableProctoredExams: booleanOf(setting('enable_proctored_exams')) ?? false,
    entranceExamEnabled: booleanOf(setting('entrance_exam_enabled')) ?? false,
    language: textOf(setting('language')),
  }
}

function gradingOf(policy: unknown): GradingPolicy | null {
  if (!isRecord(policy)) return null
  const types = Array.isArray(policy.GRADER) ? policy.GRADER.filter(isRecord) : []
  const cutoffs = isRecord(policy.GRADE_CUTOFFS) ? Object.entries(policy.GRADE_CUTOFFS) : []
  return {
    assignmentTypes: types.map((type) => ({
      name: textOf(type.type) ?? '',
      shortLabel: textOf(type.short_label),
      minimumCount: numberOf(type.min_count),
      dropCount: numberOf(type.drop_count),
      weight: numberOf(type.weight),
    })),
    cutoffs: cutoffs.flatMap(([grade, minimum]) => {
      const number = numberOf(minimum)
      return number === null ? [] : [{ grade, minimum: number }]
    }),
  }
}

const settingOf = ({ fields, defaults }: BlockDocument, name: string) => fields?.[name] ?? defaults?.[name]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function pairOf(value: unknown): [string, string] | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const [type, id] = value
  return typeof type === 'string' && typeof id === 'string' ? [type, id] : null
}
