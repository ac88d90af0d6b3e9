import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, moment } from '../figures.ts'
import { courseParam } from '../params.ts'
import { blocksOfCourse, nameOrKey } from '../structure.ts'
import { isoTime } from '../time.ts'

/** Problems that the learner tried: the open ones first, the latest tried first. */
export const learnerProblems = defineQuestion({
  name: 'learner-problems',
  definition: {
    en: 'Problems you have submitted an answer to. Solved means that your newest answer is right, or that one of them earned the full score.',
    es: 'Problemas a los que has enviado una respuesta. Resuelto quiere decir que tu respuesta más reciente es correcta o que alguna obtuvo la puntuación completa.',
  },
  source: 'panorama.learner_block (xAPI evaluated by the server)',
  needs: 'events',
  params: z.object(courseParam),
  row: z.object({
    block_key: z.string(),
    name: z.string(),
    section: z.string(),
    attempts: count,
    solved: z.boolean(),
    best_score: z.number().nullable(),
    last_tried: moment.nullable(),
  }),
  columns: {
    block_key: { label: { en: 'Usage key', es: 'Clave de uso' }, type: 'text' },
    name: { label: { en: 'Problem', es: 'Problema' }, type: 'text' },
    section: { label: { en: 'Section', es: 'Sección' }, type: 'text' },
    attempts: { label: { en: 'Tries', es: 'Intentos' }, type: 'count' },
    solved: { label: { en: 'Solved', es: 'Resuelto' }, type: 'text' },
    best_score: { label: { en: 'Best score', es: 'Mejor puntuación' }, type: 'share' },
    last_tried: { label: { en: 'Last tried', es: 'Último intento' }, type: 'datetime' },
  },
  sql: (tables) => `
    SELECT b.block_key AS block_key, ${nameOrKey('s.display_name', 'b.block_key')} AS name, s.section_name AS section,
      b.attempts AS attempts,
      toBool(ifNull(b.last_success, false) OR ifNull(b.best_score >= 1, false)) AS solved,
      b.best_score AS best_score, ${isoTime('b.last_tried_at')} AS last_tried
    FROM ${tables.learnerBlock} AS b FINAL
    LEFT JOIN (${blocksOfCourse(tables)}) AS s
      ON s.block_key = b.block_key
    WHERE b.course_key = {course: String} AND b.attempts > 0
    ORDER BY solved, b.last_tried_at DESC, block_key`,
})
