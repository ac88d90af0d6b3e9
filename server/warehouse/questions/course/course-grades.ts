import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutTheClass, isMember } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam } from '../params.ts'

/** Eleven rows, from 0-9 to 90-100 per cent and then those without a grade; none for a course without a class. */
export const courseGrades = defineQuestion({
  name: 'course-grades',
  definition: {
    en: `The class by newest course grade, from the LMS’s events or its table of grades, whichever was changed last, in steps of ten per cent, cut before rounding. Learners without a grade have a column of their own: they have not scored zero. ${aboutTheClass.en} (Cairn includes learners who left.)`,
    es: `La clase por su calificación más reciente en el curso, según los eventos del LMS o su tabla de calificaciones, lo que haya cambiado último, en tramos de diez por ciento, sin redondear antes. Quienes aún no tienen calificación tienen su propia columna: no sacaron cero. ${aboutTheClass.es} (Cairn incluye a quienes dejaron el curso.)`,
  },
  source:
    'panorama.learner_course.grade (the newest course grade that carried a score, of events or of lms.grades_persistentcoursegrade)',
  needs: 'relational',
  params: z.object(courseParam),
  row: z.object({ bucket: z.string(), learners: count }),
  columns: {
    bucket: {
      label: { en: 'Grade in per cent', es: 'Calificación en porcentaje' },
      type: 'text',
      words: { none: { en: 'No grade yet', es: 'Sin calificación todavía' } },
    },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
  },
  sql: (tables) => `
    SELECT multiIf(slot = 10, 'none', slot = 9, '90-100',
        concat(toString(slot * 10), '-', toString(slot * 10 + 9))) AS bucket,
      countEqual(slots, slot) AS learners
    FROM (
      SELECT groupArray(if(grade IS NULL, 10, toUInt8(least(9, greatest(0, floor(grade * 10)))))) AS slots
      FROM ${tables.learnerCourse} FINAL WHERE course_key = {course: String} AND ${isMember})
    ARRAY JOIN range(11) AS slot
    WHERE notEmpty(slots)
    ORDER BY slot`,
})
