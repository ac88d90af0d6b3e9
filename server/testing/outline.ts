import type { ModelRow } from './model-rows.ts'

/**
 * A published outline for tests: two sections, the first with two subsections. Completable blocks in course order are
 * `film`, `quiz`, `essay` and `exam`; `notes` cannot be completed, and `Reading list` is a unit without anything to complete.
 *
 * ```
 * 1 Eggs     1 Shells   1 Look: film, quiz    2 Reading list: notes
 *            2 Colors   1 Look: essay
 * 2 Feathers 1 Flight   1 Try it: exam
 * ```
 */
export function birdsOutline(courseKey: string, prefix = ''): ModelRow[] {
  const rows: [key: string, type: string, name: string, place: [number, number, number], completable?: boolean][] = [
    ['course', 'course', 'Birds', [0, 0, 0]],
    ['eggs', 'chapter', 'Eggs', [1, 0, 0]],
    ['shells', 'sequential', 'Shells', [1, 1, 0]],
    ['look', 'vertical', 'Look', [1, 1, 1]],
    ['film', 'video', 'The film', [1, 1, 1], true],
    ['quiz', 'problem', 'The quiz', [1, 1, 1], true],
    ['list', 'vertical', 'Reading list', [1, 1, 2]],
    ['notes', 'html', 'Notes', [1, 1, 2]],
    ['colors', 'sequential', 'Colors', [1, 2, 0]],
    ['look2', 'vertical', 'Look', [1, 2, 1]],
    ['essay', 'problem', '', [1, 2, 1], true],
    ['feathers', 'chapter', 'Feathers', [2, 0, 0]],
    ['flight', 'sequential', 'Flight', [2, 1, 0]],
    ['try', 'vertical', 'Try it', [2, 1, 1]],
    ['exam', 'problem', 'The exam', [2, 1, 1], true],
  ]
  return rows.map(([key, type, name, [section, subsection, unit], completable], index) => ({
    course_key: courseKey,
    block_key: prefix + key,
    block_type: type,
    display_name: name === '' ? '' : prefix + name,
    position: index + 1,
    section,
    subsection,
    unit,
    completion_mode: completable ? 'completable' : type === 'html' ? 'excluded' : 'aggregator',
    version: 2,
  }))
}
