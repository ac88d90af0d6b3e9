import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutTheClass, classMembers } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam } from '../params.ts'

/** Decides whether a class is large enough for its figures to be shown. */
export const courseClassSize = defineQuestion({
  name: 'course-class-size',
  definition: aboutTheClass,
  source: 'panorama.learner_course.enrollment_status',
  needs: 'relational',
  params: z.object(courseParam),
  row: z.object({ learners: count }),
  columns: { learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' } },
  sql: (tables) => `SELECT count() AS learners FROM (${classMembers(tables)})`,
})
