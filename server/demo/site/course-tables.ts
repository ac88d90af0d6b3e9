import type { CourseRun } from './course-structure.ts'
import { csvRecord } from './csv.ts'
import { day, dumpedTime } from './time.ts'

/** The dump that a row belongs to. */
export interface Dump {
  readonly id: string
  readonly time: string
}

/** `event_sink.course_overviews` as CSV. */
export function* courseOverviews(runs: readonly CourseRun[], dump: Dump): Generator<string> {
  yield csvRecord([
    'org',
    'course_key',
    'display_name',
    'course_start',
    'course_end',
    'enrollment_start',
    'enrollment_end',
    'self_paced',
    'course_data_json',
    'created',
    'modified',
    'dump_id',
    'time_last_dumped',
  ])
  for (const run of runs) {
    const about = {
      advertised_start: null,
      announcement: null,
      lowest_passing_grade: run.passMark,
      invitation_only: false,
      max_student_enrollments_allowed: null,
      effort: null,
      enable_proctored_exams: false,
      entrance_exam_enabled: false,
      external_id: null,
      language: run.language,
      tags: [],
    }
    yield csvRecord([
      run.org,
      run.courseKey,
      run.name,
      dumpedTime(run.opensAt),
      dumpedTime(run.closesAt),
      '',
      '',
      run.selfPaced,
      JSON.stringify(about),
      dumpedTime(run.opensAt - 60 * day),
      dumpedTime(run.opensAt - 2 * day),
      dump.id,
      dump.time,
    ])
  }
}

/** `event_sink.course_blocks` as CSV: the published tree depth first, pages outside it last. */
export function* courseBlocks(runs: readonly CourseRun[], dump: Dump): Generator<string> {
  yield csvRecord([
    'org',
    'course_key',
    'location',
    'display_name',
    'xblock_data_json',
    'order',
    'edited_on',
    'dump_id',
    'time_last_dumped',
  ])
  for (const run of runs) {
    let order = 0
    for (const block of treeOf(run)) {
      const { usageKey, displayName, ...data } = block
      const json = JSON.stringify({
        course: run.keyPart.split('+')[1],
        run: run.keyPart.split('+')[2],
        ...data,
        tags: [],
      })
      const edited = dumpedTime(run.opensAt - 2 * day)
      yield csvRecord([run.org, run.courseKey, usageKey, displayName, json, ++order, edited, dump.id, dump.time])
    }
  }
}

interface TreeRow {
  readonly usageKey: string
  readonly displayName: string
  readonly block_type: string
  readonly detached: boolean
  readonly graded: boolean
  readonly completion_mode: 'aggregator' | 'completable' | 'excluded'
  /** Running numbers: of the section, of the subsection in it, of the unit in that; 0 where there is none. */
  readonly section: number
  readonly subsection: number
  readonly unit: number
}

function* treeOf(run: CourseRun): Generator<TreeRow> {
  const inTree = { detached: false, completion_mode: 'aggregator' as const }
  const none = { section: 0, subsection: 0, unit: 0 }
  yield { usageKey: run.usageKey, displayName: run.name, ...inTree, ...none, block_type: 'course', graded: false }
  for (const [i, section] of run.outline.entries()) {
    const inSection = { section: i + 1, subsection: 0, unit: 0 }
    yield { ...named(section), ...inTree, ...inSection, block_type: 'chapter', graded: false }
    for (const [j, subsection] of section.subsections.entries()) {
      const { graded } = subsection
      const inSubsection = { ...inSection, subsection: j + 1, graded }
      yield { ...named(subsection), ...inTree, ...inSubsection, block_type: 'sequential' }
      for (const [k, unit] of subsection.units.entries()) {
        const inUnit = { ...inSubsection, unit: k + 1 }
        yield { ...named(unit), ...inTree, ...inUnit, block_type: 'vertical' }
        for (const block of unit.blocks) {
          yield { ...named(block), ...inUnit, detached: false, completion_mode: 'completable', block_type: block.type }
        }
      }
    }
  }
  for (const page of run.detached) {
    yield { ...named(page), ...none, block_type: page.type, detached: true, graded: false, completion_mode: 'excluded' }
  }
}

function named({ usageKey, displayName }: { usageKey: string; displayName: string }) {
  return { usageKey, displayName }
}
