import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutLearnersOfPeriod, learnersOfPeriod } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam, periodParams } from '../params.ts'
import { ifPeriodBefore, inPeriod, inPeriodBefore } from '../time.ts'

export const courseWatchedAVideo = defineQuestion({
  name: 'course-watched-a-video',
  definition: {
    en: `Learners who pressed play in the period on a video of which they watched at least one second. ${aboutLearnersOfPeriod.en} (Cairn counts everyone who pressed play.)`,
    es: `Estudiantes que en el período pusieron en marcha un video del que vieron al menos un segundo. ${aboutLearnersOfPeriod.es} (Cairn cuenta a quienes pulsaron el botón de reproducir.)`,
  },
  source: 'panorama.statements (verb played) of videos with watched_seconds ≥ 1 in panorama.learner_video',
  needs: 'events',
  params: z.object({ ...courseParam, ...periodParams }),
  row: z.object({ watched: count, previous: count.nullable(), learners: count }),
  columns: {
    watched: { label: { en: 'Watched a video', es: 'Vieron un video' }, type: 'count' },
    previous: { label: { en: 'In the period before', es: 'En el período anterior' }, type: 'count' },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
  },
  // Statements are read without FINAL: one that is there twice does not make its learner two.
  sql: (tables) => `
    SELECT uniqExactIf(actor_id, ${inPeriod('emission_time')}) AS watched,
      ${ifPeriodBefore(`uniqExactIf(actor_id, ${inPeriodBefore('emission_time')})`)} AS previous,
      ${learnersOfPeriod(tables)} AS learners
    FROM ${tables.statements}
    WHERE course_key = {course: String} AND verb = 'played' AND (actor_id, block_key) IN (
      SELECT actor_id, block_key FROM ${tables.learnerVideo} FINAL
      WHERE course_key = {course: String} AND watched_seconds > 0)`,
})
