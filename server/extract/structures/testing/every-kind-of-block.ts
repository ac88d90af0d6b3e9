import { Double } from 'mongodb'
import type { AuthoredBlock, AuthoredCourse } from './modulestore-documents.ts'

const block = (
  type: string,
  id: string,
  fields: Record<string, unknown> = {},
  children?: readonly AuthoredBlock[],
): AuthoredBlock => ({ type, id, fields, ...(children && { children }) })

const problem = (id: string, data: string, fields: Record<string, unknown> = {}): AuthoredBlock => ({
  type: 'problem',
  id,
  fields: { display_name: `Problem ${id}`, ...fields },
  content: { data },
})

const multipleChoice =
  '<problem><multiplechoiceresponse><choicegroup type="MultipleChoice"><choice correct="true">A</choice></choicegroup></multiplechoiceresponse></problem>'
const three =
  '<problem><numericalresponse answer="4"><formulaequationinput/></numericalresponse><stringresponse answer="x"><textline size="20"/></stringresponse><customresponse cfn="f"><textline points="1"/></customresponse></problem>'

/** A course with all that holds other blocks, and what goes wrong in real ones. */
export const everyKindOfBlock: AuthoredCourse = {
  org: 'Org',
  course: 'Every',
  run: '2026',
  root: {
    type: 'course',
    id: 'course',
    fields: {
      display_name: 'Every kind of block',
      start: new Date('2026-01-01T00:00:00Z'),
      end: '2026-06-30T22:00:00Z',
      enrollment_start: '2025-11-01T00:00:00+01:00',
      self_paced: true,
      language: 'en',
      max_student_enrollments_allowed: 40,
    },
    content: {
      grading_policy: {
        GRADER: [
          { type: 'Homework', short_label: 'HW', min_count: 4, drop_count: 1, weight: 0.4 },
          { type: 'Final Exam', min_count: 1, drop_count: 0, weight: 0.6 },
        ],
        GRADE_CUTOFFS: { A: 0.87, Pass: 0.5 },
      },
    },
    children: [
      block('chapter', 'c1', { display_name: 'First "section", of two\nlines' }, [
        block(
          'sequential',
          's1',
          { display_name: 'Homework 1', graded: true, format: 'Homework', due: new Date('2026-02-01T12:00:00Z') },
          [
            block('vertical', 'v1', { display_name: 'Weights' }, [
              problem('zero', multipleChoice, { weight: 0 }),
              problem('half', multipleChoice, { weight: new Double(0.5) }),
              problem('text', multipleChoice, { weight: '2' }),
              problem('open', three),
              { type: 'problem', id: 'lost', fields: { display_name: 'Its text is lost' }, content: null },
              block('video', 'film', {}),
            ]),
            block('vertical', 'v2', { display_name: 'Experiment' }, [
              block('split_test', 'split', { display_name: 'A/B' }, [
                block('vertical', 'arm_a', { display_name: 'Group A' }, [problem('in_a', multipleChoice)]),
                block('vertical', 'arm_b', { display_name: 'Group B' }, [block('html', 'in_b')]),
              ]),
              block('html', 'after', { display_name: 'After the experiment' }),
            ]),
          ],
        ),
        block('sequential', 's2', { display_name: 'Practice', start: '2026-03-01T00:00:00Z' }, [
          block('vertical', 'v3', { display_name: 'Holders' }, [
            block('conditional', 'cond', { display_name: 'If passed' }, [problem('in_cond', multipleChoice)]),
            block('library_content', 'lib', { display_name: 'Three of ten' }, [
              {
                ...problem('in_lib', multipleChoice, {}),
                fields: {},
                defaults: { display_name: 'From the library', weight: 3 },
              },
            ]),
            block('itembank', 'bank', { display_name: 'Bank' }, [problem('in_bank', multipleChoice)]),
            block('problem-builder', 'pb', { display_name: 'Builder' }, [
              block('pb-mcq', 'mcq', { display_name: 'Question' }, [
                block('pb-choice', 'choice', { display_name: 'Choice' }),
              ]),
            ]),
            block('unit_compositor', 'compositor', { display_name: 'Composed' }, [
              block('wrapper', 'wrap', {}, [problem('in_wrapper', multipleChoice)]),
            ]),
            block('kind_of_tomorrow', 'new', { display_name: 'Unknown holder' }, [problem('in_new', multipleChoice)]),
          ]),
        ]),
      ]),
      block('chapter', 'c2', { display_name: 'Second', visible_to_staff_only: true }, [
        block('sequential', 's3', { display_name: 'Exam', graded: true, format: 'Final Exam' }, [
          block('vertical', 'v4', {}, [problem('exam', multipleChoice, { graded: false })]),
        ]),
      ]),
    ],
  },
  apart: [
    { type: 'about', id: 'effort', content: { data: '3 hours a week' } },
    block('static_tab', 'syllabus', { display_name: 'Syllabus' }),
    block('vertical', 'left_behind', { display_name: 'Deleted unit' }, [problem('left_too', multipleChoice)]),
  ],
}
