import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { moment } from '../figures.ts'
import { courseParam } from '../params.ts'
import { isoTime } from '../time.ts'

/** What course dashboards read of the LMS's tables. */
const readOfTheLms = ['course_overviews', 'course_blocks', 'course_enrollment', 'grades', 'completions']

/** One row: how far the data reaches, of one course run or of all in scope. */
export const courseNewestActivity = defineQuestion({
  name: 'course-newest-activity',
  definition: {
    en: 'When somebody last did something, was enrolled or was graded in the course, as far as the events tell; and of what moment the LMS’s tables are, the oldest of them, where they were loaded. Where they were, only what somebody did counts as newest, for the tables tell of enrollments and grades.',
    es: 'Cuándo alguien hizo algo, se inscribió o recibió una calificación por última vez en el curso, hasta donde llegan los eventos; y de qué momento son las tablas del LMS, la más antigua, si se cargaron. En ese caso, como más reciente solo cuenta lo que alguien hizo, porque las tablas hablan de inscripciones y calificaciones.',
  },
  source: 'panorama.learner_course, lms.loads',
  needs: 'relational',
  params: z.object({ course: courseParam.course.nullable() }),
  row: z.object({ newest: moment.nullable(), lms_as_of: moment.nullable() }),
  columns: {
    newest: { label: { en: 'Newest event', es: 'Evento más reciente' }, type: 'datetime' },
    lms_as_of: { label: { en: 'Tables of the LMS', es: 'Tablas del LMS' }, type: 'datetime' },
  },
  sql: (tables) => `
    WITH (
      SELECT minOrNull(as_of) FROM ${tables.lmsLoads} FINAL
      WHERE target IN (${readOfTheLms.map((target) => `'${target}'`).join(', ')})) AS loaded
    SELECT ${isoTime('max(newest)')} AS newest, ${isoTime('any(loaded)')} AS lms_as_of FROM (
      SELECT arrayMax(arrayFilter(moment -> moment IS NOT NULL,
        if(loaded IS NULL, arrayConcat([last_activity, graded_at], arrayMap(c -> c.at, enrollment_changes)), [last_activity]))) AS newest
      FROM ${tables.learnerCourse} FINAL WHERE ifNull(course_key = {course: Nullable(String)}, 1))`,
})
