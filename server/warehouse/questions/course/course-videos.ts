import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, seconds, share } from '../figures.ts'
import { courseParam } from '../params.ts'
import { blockNames, courseOrder, nameOrKey } from '../structure.ts'

/** Videos in course order. */
export const courseVideos = defineQuestion({
  name: 'course-videos',
  definition: {
    en: 'For each video: the learners who watched at least one second of it, how often it was started, which part of it they watched on average (each second counts once), and how many saw some second of it more than once. Learners who have left since count too. (In Cairn and Aspects a stretch that was skipped counts as watched.)',
    es: 'Para cada video: quiénes vieron al menos un segundo, cuántas veces se inició, qué parte vieron en promedio (cada segundo cuenta una vez) y cuántas personas vieron algún segundo más de una vez. También cuentan quienes dejaron el curso después. (En Cairn y Aspects, un tramo saltado cuenta como visto.)',
  },
  source: 'panorama.learner_video (xAPI played, paused, seeked, completed, terminated)',
  needs: 'events',
  params: z.object(courseParam),
  row: z.object({
    block_key: z.string(),
    name: z.string(),
    duration: seconds.nullable(),
    viewers: count,
    watched_share: share.nullable(),
    plays: count,
    rewatched: count,
  }),
  columns: {
    block_key: { label: { en: 'Usage key', es: 'Clave de uso' }, type: 'text' },
    name: { label: { en: 'Video', es: 'Video' }, type: 'text' },
    duration: { label: { en: 'Length', es: 'Duración' }, type: 'timecode', gap: 'break' },
    viewers: { label: { en: 'Viewers', es: 'Lo vieron' }, type: 'count' },
    watched_share: { label: { en: 'Part watched', es: 'Parte vista' }, type: 'share' },
    plays: { label: { en: 'Plays', es: 'Reproducciones' }, type: 'count' },
    rewatched: { label: { en: 'Watched some of it again', es: 'Volvieron a ver una parte' }, type: 'count' },
  },
  sql: (tables) => `
    SELECT v.key AS block_key, ${nameOrKey('s.display_name', 'v.key')} AS name, v.length AS duration,
      v.viewers AS viewers,
      if(v.viewers = 0 OR ifNull(v.length, 0) <= 0, NULL,
        arrayAvg(covered -> least(1, covered / assumeNotNull(v.length)), v.covered)) AS watched_share,
      v.plays AS plays, v.rewatched AS rewatched
    FROM (
      SELECT block_key AS key, max(duration) AS length, countIf(watched_seconds > 0) AS viewers,
        groupArrayIf(covered_seconds, watched_seconds > 0) AS covered, sum(l.plays) AS plays,
        countIf(watched_seconds > covered_seconds) AS rewatched
      FROM ${tables.learnerVideo} AS l FINAL WHERE course_key = {course: String} GROUP BY block_key
    ) AS v
    LEFT JOIN (${blockNames(tables)}) AS s
      ON s.block_key = v.key
    ORDER BY ${courseOrder('s.position', 'block_key')}`,
})
