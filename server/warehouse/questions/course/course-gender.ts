import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutTheClass } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam, minimumParam } from '../params.ts'
import { aboutSmallGroups, groupWords, type LearnerGrouping, learnersByGroup } from './learner-groups.ts'

export const byGender: LearnerGrouping = {
  column: 'gender',
  group: () => "multiIf(d.gender IN ('f', 'm'), toString(d.gender), d.gender = '', 'unknown', 'o')",
  order: ['f', 'm', 'o'],
}

export const courseGender = defineQuestion({
  name: 'course-gender',
  definition: {
    en: `The class by the gender that learners chose in their LMS profile. ${aboutSmallGroups.en} ${aboutTheClass.en}`,
    es: `La clase según el género que cada persona eligió en su perfil del LMS. ${aboutSmallGroups.es} ${aboutTheClass.es}`,
  },
  source: 'panorama.learner_demographics.gender (event_sink.user_profile)',
  needs: 'relational',
  params: z.object({ ...courseParam, ...minimumParam }),
  row: z.object({ gender: z.string(), learners: count }),
  columns: {
    gender: {
      label: { en: 'Gender', es: 'Género' },
      type: 'text',
      words: {
        f: { en: 'Female', es: 'Femenino' },
        m: { en: 'Male', es: 'Masculino' },
        o: { en: 'Other', es: 'Otro' },
        ...groupWords,
      },
    },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
  },
  sql: (tables) => learnersByGroup(tables, byGender),
})
