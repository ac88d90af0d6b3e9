import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, seconds } from '../figures.ts'
import { courseParam } from '../params.ts'

/** One row per second of a video that anybody watched; seconds that nobody saw have none. */
export const courseVideoSeconds = defineQuestion({
  name: 'course-video-seconds',
  definition: {
    en: 'For each second of the video: the learners who watched it, and how often it was watched again (all views but the first of each learner). Only what played counts: a stretch that was skipped was not watched. (Cairn takes a missing beginning for the start of the video.)',
    es: 'Para cada segundo del video: quiénes lo vieron y cuántas veces se volvió a ver (todas las vistas menos la primera de cada estudiante). Solo cuenta lo que se reprodujo: un tramo saltado no se vio. (Cairn toma un comienzo desconocido por el inicio del video.)',
  },
  source: 'panorama.learner_video.segments',
  needs: 'events',
  params: z.object({ ...courseParam, video: z.string().min(1).max(255) }),
  row: z.object({ second: count, viewers: count, replays: count, duration: seconds.nullable() }),
  columns: {
    second: { label: { en: 'Second of the video', es: 'Segundo del video' }, type: 'timecode' },
    viewers: { label: { en: 'Viewers', es: 'Lo vieron' }, type: 'count' },
    replays: { label: { en: 'Views again', es: 'Vistas repetidas' }, type: 'count' },
    duration: { label: { en: 'Length', es: 'Duración' }, type: 'timecode', gap: 'break' },
  },
  // The first time that a learner sees a second makes them a viewer of it; every other time is a view again.
  // A player may report any position: beyond the first day of a video nothing is drawn.
  sql: (tables) => `
    WITH watched AS (
      SELECT duration, arrayFlatten(arrayMap(s -> range(s.started, least(s.ended, toUInt32(86400))), segments)) AS seconds
      FROM ${tables.learnerVideo} FINAL WHERE course_key = {course: String} AND block_key = {video: String})
    SELECT second, countIf(time = 1) AS viewers, countIf(time > 1) AS replays,
      (SELECT max(duration) FROM watched) AS duration
    FROM watched ARRAY JOIN seconds AS second, arrayEnumerateUniq(seconds) AS time
    GROUP BY second ORDER BY second`,
})
