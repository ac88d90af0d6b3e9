import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, share } from '../figures.ts'
import { courseParam } from '../params.ts'
import { blocksOfCourse, courseOrder, nameOrKey } from '../structure.ts'

/** Problems that anybody worked on, in course order. */
export const courseProblems = defineQuestion({
  name: 'course-problems',
  definition: {
    en: 'For each problem: the learners who submitted an answer; the share of them whose first answer was right, and whose newest answer is; how many submissions they made on average; and how often a hint or the answer was shown. Learners who have left since count too. (Aspects divides by learners with several attempts, or by attempts.)',
    es: 'Para cada problema: quiénes enviaron una respuesta; qué parte acertó en la primera y cuál acierta en la más reciente; cuántos envíos hicieron en promedio; y cuántas veces se mostró una pista o la solución. También cuentan quienes dejaron el curso después. (Aspects divide entre quienes hicieron varios intentos, o entre los intentos.)',
  },
  source: 'panorama.learner_block (xAPI evaluated by the server, asked)',
  needs: 'events',
  params: z.object(courseParam),
  row: z.object({
    block_key: z.string(),
    name: z.string(),
    section: z.string(),
    learners: count,
    right_first_share: share.nullable(),
    right_in_the_end_share: share.nullable(),
    mean_attempts: z.number().nullable(),
    hints: count,
    answers_shown: count,
  }),
  columns: {
    block_key: { label: { en: 'Usage key', es: 'Clave de uso' }, type: 'text' },
    name: { label: { en: 'Problem', es: 'Problema' }, type: 'text' },
    section: { label: { en: 'Section', es: 'Sección' }, type: 'text' },
    learners: { label: { en: 'Tried it', es: 'Lo intentaron' }, type: 'count' },
    right_first_share: { label: { en: 'Right at the first try', es: 'Acertaron a la primera' }, type: 'share' },
    right_in_the_end_share: { label: { en: 'Right in the end', es: 'Acertaron al final' }, type: 'share' },
    mean_attempts: { label: { en: 'Tries per learner', es: 'Intentos por estudiante' }, type: 'number' },
    hints: { label: { en: 'Hints shown', es: 'Pistas mostradas' }, type: 'count' },
    answers_shown: { label: { en: 'Answers shown', es: 'Soluciones mostradas' }, type: 'count' },
  },
  sql: (tables) => `
    SELECT p.key AS block_key, ${nameOrKey('s.display_name', 'p.key')} AS name, s.section_name AS section,
      p.learners AS learners,
      if(p.learners = 0, NULL, p.right_first / p.learners) AS right_first_share,
      if(p.learners = 0, NULL, p.right_in_the_end / p.learners) AS right_in_the_end_share,
      if(p.learners = 0, NULL, p.attempts / p.learners) AS mean_attempts,
      p.hints AS hints, p.answers_shown AS answers_shown
    FROM (
      SELECT block_key AS key, countIf(b.attempts > 0) AS learners, sum(b.attempts) AS attempts,
        countIf(b.attempts > 0 AND ifNull(first_success, false)) AS right_first,
        countIf(b.attempts > 0 AND ifNull(last_success, false)) AS right_in_the_end,
        sum(b.hints) AS hints, sum(b.answers_shown) AS answers_shown
      FROM ${tables.learnerBlock} AS b FINAL WHERE course_key = {course: String} GROUP BY block_key
      HAVING learners > 0 OR hints > 0 OR answers_shown > 0
    ) AS p
    LEFT JOIN (${blocksOfCourse(tables)}) AS s
      ON s.block_key = p.key
    ORDER BY ${courseOrder('s.position', 'block_key')}`,
})
