import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutTheClass, classMembers } from '../class.ts'
import { courseParam } from '../params.ts'

/** Which of some learners are in a class, in the scope of whoever asks. */
export const courseMembers = defineQuestion({
  name: 'course-members',
  definition: {
    en: `Which of these learners are in the class. ${aboutTheClass.en}`,
    es: `Cuáles de estas personas están en la clase. ${aboutTheClass.es}`,
  },
  source: 'panorama.learner_course.enrollment_status',
  needs: 'relational',
  params: z.object({ ...courseParam, actor_ids: z.array(z.string()).max(1000) }),
  row: z.object({ actor_id: z.string() }),
  columns: { actor_id: { label: { en: 'Learner', es: 'Estudiante' }, type: 'text' } },
  sql: (tables) => `
    SELECT actor_id FROM (${classMembers(tables)}) WHERE has({actor_ids: Array(String)}, actor_id) ORDER BY actor_id`,
})
