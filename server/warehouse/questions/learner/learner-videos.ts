import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { moment, seconds, share } from '../figures.ts'
import { courseParam } from '../params.ts'
import { blockNames, nameOrKey } from '../structure.ts'
import { isoTime } from '../time.ts'

/** Videos that the learner watched: those left in the middle first, the latest played first. */
export const learnerVideos = defineQuestion({
  name: 'learner-videos',
  definition: {
    en: 'Videos you have watched, and which part of each: every second counts once, however often you saw it. Videos of which less than 95 per cent is watched come first; many end in credits.',
    es: 'Videos que has visto y qué parte de cada uno: cada segundo cuenta una vez, aunque lo hayas visto varias. Primero los que has visto en menos del 95 por ciento; muchos terminan con créditos.',
  },
  source: 'panorama.learner_video.covered_seconds, .duration',
  needs: 'events',
  params: z.object(courseParam),
  row: z.object({
    block_key: z.string(),
    name: z.string(),
    duration: seconds.nullable(),
    covered_share: share.nullable(),
    last_played: moment.nullable(),
  }),
  columns: {
    block_key: { label: { en: 'Usage key', es: 'Clave de uso' }, type: 'text' },
    name: { label: { en: 'Video', es: 'Video' }, type: 'text' },
    duration: { label: { en: 'Length', es: 'Duración' }, type: 'timecode', gap: 'break' },
    covered_share: { label: { en: 'Watched', es: 'Visto' }, type: 'share' },
    last_played: { label: { en: 'Last played', es: 'Última reproducción' }, type: 'datetime' },
  },
  sql: (tables) => `
    SELECT v.block_key AS block_key, ${nameOrKey('s.display_name', 'v.block_key')} AS name, v.duration AS duration,
      if(v.duration > 0, least(1, v.covered_seconds / v.duration), NULL) AS covered_share,
      ${isoTime('v.last_played_at')} AS last_played
    FROM ${tables.learnerVideo} AS v FINAL
    LEFT JOIN (${blockNames(tables)}) AS s
      ON s.block_key = v.block_key
    WHERE v.course_key = {course: String} AND v.watched_seconds > 0
    ORDER BY ifNull(covered_share >= 0.95, 0), v.last_played_at DESC, block_key`,
})
