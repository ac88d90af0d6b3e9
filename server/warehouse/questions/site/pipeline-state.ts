import { z } from 'zod'
import { waitingMarks } from '../../models/waiting-marks.ts'
import { defineQuestion } from '../../question.ts'
import { count, moment } from '../figures.ts'
import { isoTime } from '../time.ts'

/** One row. */
export const pipelineState = defineQuestion({
  name: 'pipeline-state',
  definition: {
    en: 'How many events the warehouse holds, of how many courses and learners, from when to when, and for how many learners the figures are still to be recomputed.',
    es: 'Cuántos eventos guarda el almacén, de cuántos cursos y estudiantes, desde cuándo y hasta cuándo, y para cuántos estudiantes faltan por recalcular las cifras.',
  },
  source: 'panorama.statements, panorama.course_names, panorama.learner_course, panorama.learner_marks',
  needs: 'relational',
  params: z.object({}),
  row: z.object({
    statements: count,
    courses: count,
    learners: count,
    first_event: moment.nullable(),
    last_event: moment.nullable(),
    pending_learners: count,
  }),
  columns: {
    statements: { label: { en: 'Events', es: 'Eventos' }, type: 'count' },
    courses: { label: { en: 'Course runs', es: 'Cursos' }, type: 'count' },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
    first_event: { label: { en: 'First event', es: 'Primer evento' }, type: 'datetime' },
    last_event: { label: { en: 'Last event', es: 'Último evento' }, type: 'datetime' },
    pending_learners: { label: { en: 'Learners to recompute', es: 'Estudiantes por recalcular' }, type: 'count' },
  },
  sql: (tables) => `
    SELECT s.statements AS statements,
      (SELECT count() FROM ${tables.courseNames} FINAL) AS courses,
      (SELECT uniqExact(actor_id) FROM ${tables.learnerCourse} FINAL) AS learners,
      if(statements = 0, NULL, ${isoTime('s.first')}) AS first_event,
      if(statements = 0, NULL, ${isoTime('s.last')}) AS last_event,
      (SELECT uniqExact(actor_id) FROM (
        SELECT actor_id FROM ${waitingMarks(tables)} UNION ALL SELECT actor_id FROM ${tables.refreshingLearners}
      )) AS pending_learners
    FROM (SELECT count() AS statements, min(emission_time) AS first, max(emission_time) AS last
      FROM ${tables.statements} FINAL) AS s`,
})
