import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutTheClass } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam, minimumParam, todayParams } from '../params.ts'
import { aboutSmallGroups, groupWords, type LearnerGrouping, learnersByGroup } from './learner-groups.ts'

const ageOn = (today: string) => `toInt32(toYear(${today})) - d.year_of_birth`

export const byAge: LearnerGrouping = {
  column: 'age',
  group: (
    today,
  ) => `multiIf(d.year_of_birth IS NULL, 'unknown', ${ageOn(today)} < 18, '<18', ${ageOn(today)} < 25, '18-24',
        ${ageOn(today)} < 35, '25-34', ${ageOn(today)} < 45, '35-44', ${ageOn(today)} < 55, '45-54',
        ${ageOn(today)} < 65, '55-64', '65+')`,
  order: ['<18', '18-24', '25-34', '35-44', '45-54', '55-64', '65+'],
}

export const courseAge = defineQuestion({
  name: 'course-age',
  definition: {
    en: `The class by the age that learners reach this year, from the year of birth in their LMS profile. ${aboutSmallGroups.en} ${aboutTheClass.en}`,
    es: `La clase según la edad que cada persona cumple este año, por el año de nacimiento de su perfil del LMS. ${aboutSmallGroups.es} ${aboutTheClass.es}`,
  },
  source: 'panorama.learner_demographics.year_of_birth (event_sink.user_profile)',
  needs: 'relational',
  params: z.object({ ...courseParam, ...minimumParam, today: todayParams.today }),
  row: z.object({ age: z.string(), learners: count }),
  columns: {
    age: {
      label: { en: 'Age', es: 'Edad' },
      type: 'text',
      words: {
        '<18': { en: 'Under 18', es: 'Menos de 18' },
        '65+': { en: '65 and over', es: '65 o más' },
        ...groupWords,
      },
    },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
  },
  sql: (tables) => learnersByGroup(tables, byAge),
})
