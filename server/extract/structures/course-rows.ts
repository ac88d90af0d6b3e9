import { completionModeOf } from './completion-mode.ts'
import type { CourseBlock, PublishedCourse } from './published-course.ts'
import type { StructureTable } from './structure-tables.ts'
import { dumpedTime, mysqlTime } from './time-texts.ts'
import type { CourseOutline, PlacedBlock } from './walk-course.ts'

/** By column; null is SQL NULL. */
export type StructureRow = Readonly<Record<string, string | number | boolean | null>>

/** The rows of one course run in each table. */
export const rowsOf: Readonly<
  Record<StructureTable, (course: PublishedCourse, outline: CourseOutline) => Iterable<StructureRow>>
> = {
  course_structures: structureRows,
  course_blocks: blockRows,
  course_overviews: overviewRows,
  course_assignment_types: assignmentRows,
  course_grade_cutoffs: cutoffRows,
}

/** Kinds of blocks that panorama-elt gives no name in `component`. */
const levels: ReadonlySet<string> = new Set(['course', 'chapter', 'sequential', 'vertical', 'library_content'])

function* structureRows({ key }: PublishedCourse, { placed }: CourseOutline): Generator<StructureRow> {
  const courseName = placed[0]?.block.displayName ?? null
  for (const place of placed) {
    const { block, parent, position, depth, section, subsection, unit } = place
    const isLeaf = block.children.length === 0 && !levels.has(block.type)
    yield {
      // Panorama-elt calls the block of the course itself by the key of the course run.
      module_location: parent === null ? key.text : block.key,
      course_id: key.text,
      organization: key.org,
      course_code: key.course,
      course_edition: key.run,
      parent: parent === null ? null : parent.parent === null ? key.text : parent.block.key,
      block_type: block.type,
      block_id: block.id,
      display_name: block.displayName,
      course_name: parent === null ? null : courseName,
      ...namesAbove(place),
      component: isLeaf ? block.displayName : null,
      weight: block.weight,
      position,
      depth,
      section,
      subsection,
      unit,
      chapter_location: place.chapter?.key ?? null,
      sequential_location: place.sequential?.key ?? null,
      vertical_location: place.vertical?.key ?? null,
      completion_mode: completionModeOf(block),
      weight_is_inferred: block.isWeightInferred,
      graded: place.isGraded,
      format: place.format,
      start: mysqlTime(place.start),
      due: mysqlTime(place.due),
      staff_only: place.isForStaffOnly,
      edited_on: mysqlTime(block.editedAt),
    }
  }
}

/** Names of what the block is in; a section is not in itself. */
function namesAbove({ block, chapter, sequential, vertical, library }: PlacedBlock) {
  const nameOf = (above: CourseBlock | null) => (above === block ? null : (above?.displayName ?? null))
  return {
    chapter: nameOf(chapter),
    sequential: nameOf(sequential),
    vertical: nameOf(vertical),
    library: nameOf(library),
  }
}

function* blockRows({ key }: PublishedCourse, { placed, detached }: CourseOutline): Generator<StructureRow> {
  const row = (block: CourseBlock, order: number, place: PlacedBlock | null) => ({
    org: key.org,
    course_key: key.text,
    location: block.key,
    display_name: shownName(block),
    xblock_data_json: JSON.stringify({
      course: key.course,
      run: key.run,
      block_type: block.type,
      detached: place === null,
      graded: place?.isGraded ?? false,
      completion_mode: completionModeOf(block),
      section: place?.section ?? 0,
      subsection: place?.subsection ?? 0,
      unit: place?.unit ?? 0,
      tags: [],
    }),
    order,
    edited_on: dumpedTime(block.editedAt),
  })
  for (const place of placed) yield row(place.block, place.position, place)
  for (const [index, block] of detached.entries()) yield row(block, placed.length + index + 1, null)
}

/** What Studio calls a new block of the kind: it is not stored as long as nobody changes it. */
const namesOfNew: ReadonlyMap<string, string> = new Map([
  ['problem', 'Blank Problem'],
  ['html', 'Text'],
  ['video', 'Video'],
  ['discussion', 'Discussion'],
  ['openassessment', 'Open Response Assessment'],
  ['drag-and-drop-v2', 'Drag and Drop'],
])

const shownName = ({ displayName, type, id }: CourseBlock) =>
  displayName ?? namesOfNew.get(type) ?? id.replaceAll('_', ' ')

function* overviewRows(course: PublishedCourse, { placed }: CourseOutline): Generator<StructureRow> {
  const { key, about, grading, publishedAt } = course
  const [root] = placed
  if (root === undefined) return
  const minimums = grading?.cutoffs.map(({ minimum }) => minimum) ?? []
  yield {
    org: key.org,
    course_key: key.text,
    display_name: shownName(root.block),
    course_start: dumpedTime(root.start),
    course_end: dumpedTime(about?.courseEnd ?? null),
    enrollment_start: dumpedTime(about?.enrollmentStart ?? null),
    enrollment_end: dumpedTime(about?.enrollmentEnd ?? null),
    self_paced: about?.isSelfPaced ?? false,
    course_data_json: JSON.stringify({
      advertised_start: about?.advertisedStart ?? null,
      announcement: about?.announcement ?? null,
      lowest_passing_grade: minimums.length > 0 ? Math.min(...minimums) : null,
      invitation_only: about?.isInvitationOnly ?? false,
      max_student_enrollments_allowed: about?.maxStudentEnrollmentsAllowed ?? null,
      effort: about?.effort ?? null,
      enable_proctored_exams: about?.enableProctoredExams ?? false,
      entrance_exam_enabled: about?.entranceExamEnabled ?? false,
      external_id: null,
      language: about?.language ?? null,
      tags: [],
    }),
    // When its overview was made is known to the LMS's own table alone.
    created: '',
    modified: dumpedTime(publishedAt),
  }
}

function* assignmentRows({ key, grading }: PublishedCourse): Generator<StructureRow> {
  for (const [index, type] of (grading?.assignmentTypes ?? []).entries()) {
    yield {
      course_id: key.text,
      position: index + 1,
      assignment_type: type.name,
      short_label: type.shortLabel,
      min_count: type.minimumCount,
      drop_count: type.dropCount,
      weight: type.weight,
    }
  }
}

function* cutoffRows({ key, grading }: PublishedCourse): Generator<StructureRow> {
  for (const { grade, minimum } of grading?.cutoffs ?? []) yield { course_id: key.text, grade, minimum }
}
