import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { moment } from '../figures.ts'
import { courseParam } from '../params.ts'
import { isoTime } from '../time.ts'

/** One row: how far the data reaches, of one course run or of all in scope. */
export const courseNewestActivity = defineQuestion({
  name: 'course-newest-activity',
  definition: {
    en: 'When somebody last did something, was enrolled or was graded in the course, as far as the events tell.',
    es: 'Cuándo alguien hizo algo, se inscribió o recibió una calificación por última vez en el curso, hasta donde llegan los eventos.',
  },
  source: 'panorama.learner_course',
  needs: 'relational',
  params: z.object({ course: courseParam.course.nullable() }),
  row: z.object({ newest: moment.nullable() }),
  columns: { newest: { label: { en: 'Newest event', es: 'Evento más reciente' }, type: 'datetime' } },
  sql: (tables) => `
    SELECT ${isoTime('max(newest)')} AS newest FROM (
      SELECT arrayMax(arrayFilter(moment -> moment IS NOT NULL,
        arrayConcat([last_activity, graded_at], arrayMap(c -> c.at, enrollment_changes)))) AS newest
      FROM ${tables.learnerCourse} FINAL WHERE ifNull(course_key = {course: Nullable(String)}, 1))`,
})
