import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutTheClass } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam, minimumParam } from '../params.ts'
import { aboutSmallGroups, groupWords, type LearnerGrouping, learnersByGroup } from './learner-groups.ts'

/** The codes of the LMS's profile, from the highest level; `p_se` and `p_oth` are doctorates of old profiles. */
const levels = ['p', 'm', 'b', 'a', 'hs', 'jhs', 'el', 'none', 'other']

export const byEducation: LearnerGrouping = {
  column: 'education',
  group: () => `multiIf(d.level_of_education = '', 'unknown', d.level_of_education IN ('p_se', 'p_oth'), 'p',
        d.level_of_education IN (${levels.map((level) => `'${level}'`).join(', ')}), toString(d.level_of_education), 'other')`,
  order: levels,
}

export const courseEducation = defineQuestion({
  name: 'course-education',
  definition: {
    en: `The class by the highest level of education that learners chose in their LMS profile. ${aboutSmallGroups.en} ${aboutTheClass.en}`,
    es: `La clase según el nivel de estudios más alto que cada persona eligió en su perfil del LMS. ${aboutSmallGroups.es} ${aboutTheClass.es}`,
  },
  source: 'panorama.learner_demographics.level_of_education (event_sink.user_profile)',
  needs: 'relational',
  params: z.object({ ...courseParam, ...minimumParam }),
  row: z.object({ education: z.string(), learners: count }),
  columns: {
    education: {
      label: { en: 'Level of education', es: 'Nivel de estudios' },
      type: 'text',
      words: {
        p: { en: 'Doctorate', es: 'Doctorado' },
        m: { en: "Master's or professional degree", es: 'Maestría o título profesional' },
        b: { en: "Bachelor's degree", es: 'Grado universitario' },
        a: { en: 'Associate degree', es: 'Título técnico superior' },
        hs: { en: 'Secondary school', es: 'Bachillerato' },
        jhs: { en: 'Junior secondary school', es: 'Secundaria' },
        el: { en: 'Primary school', es: 'Primaria' },
        none: { en: 'No formal education', es: 'Sin estudios formales' },
        other: { en: 'Other education', es: 'Otros estudios' },
        ...groupWords,
      },
    },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
  },
  sql: (tables) => learnersByGroup(tables, byEducation),
})
