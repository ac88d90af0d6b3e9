import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count } from '../figures.ts'
import { courseParam } from '../params.ts'

export const courseEnrolled = defineQuestion({
  name: 'course-enrolled',
  definition: {
    en: 'Learners of whom the newest word says that they are in: an enrollment event, or the LMS’s enrollment table as of when it was read. Learners who left are counted apart. (Aspects counts as current everyone who ever enrolled.)',
    es: 'Estudiantes de quienes la palabra más reciente dice que están dentro: un evento de inscripción o la tabla de inscripciones del LMS, según cuándo se leyó. Quienes dejaron el curso se cuentan aparte. (Aspects cuenta como actuales a todas las personas que alguna vez se inscribieron.)',
  },
  source: 'panorama.learner_course.enrollment_status (xAPI registered and unregistered, event_sink.course_enrollment)',
  needs: 'relational',
  params: z.object(courseParam),
  row: z.object({ enrolled: count, left: count, ever_enrolled: count }),
  columns: {
    enrolled: { label: { en: 'Enrolled now', es: 'Inscritos ahora' }, type: 'count' },
    left: { label: { en: 'Left', es: 'Dejaron el curso' }, type: 'count' },
    ever_enrolled: { label: { en: 'Ever enrolled', es: 'Inscritos alguna vez' }, type: 'count' },
  },
  sql: (tables) => `
    SELECT countIf(enrollment_status = 'registered') AS enrolled,
      countIf(enrollment_status = 'unregistered') AS \`left\`,
      enrolled + \`left\` AS ever_enrolled
    FROM ${tables.learnerCourse} FINAL WHERE course_key = {course: String}`,
})
