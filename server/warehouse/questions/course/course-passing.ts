import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutTheClass, isMember } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam } from '../params.ts'

export const coursePassing = defineQuestion({
  name: 'course-passing',
  definition: {
    en: `Learners of the class of whom the LMS last said that they pass, in its events or in its table of grades, where a letter other than Fail passes. Learners without a grade are not counted as failing: they are "no grade yet". ${aboutTheClass.en}`,
    es: `Estudiantes de la clase de quienes el LMS dijo por última vez que aprueban, en sus eventos o en su tabla de calificaciones, donde aprueba cualquier letra que no sea Fail. Quienes no tienen calificación no cuentan como reprobados: están «sin calificación todavía». ${aboutTheClass.es}`,
  },
  source:
    'panorama.learner_course.passed (the newest of passed, failed, the class of the course grade, and lms.grades_persistentcoursegrade), .grade',
  needs: 'relational',
  params: z.object(courseParam),
  row: z.object({ passing: count, not_passing_yet: count, no_grade_yet: count, learners: count }),
  columns: {
    passing: { label: { en: 'Passing', es: 'Aprueban' }, type: 'count' },
    not_passing_yet: { label: { en: 'Not passing yet', es: 'Todavía no aprueban' }, type: 'count' },
    no_grade_yet: { label: { en: 'No grade yet', es: 'Sin calificación todavía' }, type: 'count' },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
  },
  sql: (tables) => `
    SELECT countIf(ifNull(passed, false)) AS passing,
      countIf(passed IS NULL AND grade IS NULL) AS no_grade_yet,
      count() AS learners,
      learners - passing - no_grade_yet AS not_passing_yet
    FROM ${tables.learnerCourse} FINAL
    WHERE course_key = {course: String} AND ${isMember}`,
})
