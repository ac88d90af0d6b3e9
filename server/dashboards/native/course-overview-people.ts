import { courseActivityByDay } from '../../warehouse/questions/course/course-activity-by-day.ts'
import { courseAge } from '../../warehouse/questions/course/course-age.ts'
import { courseEducation } from '../../warehouse/questions/course/course-education.ts'
import { courseEnrollmentHistory } from '../../warehouse/questions/course/course-enrollment-history.ts'
import { courseGender } from '../../warehouse/questions/course/course-gender.ts'
import { type ChartDefinition, defineChart } from '../definition.ts'

const group = {
  kind: 'bars',
  width: 'half',
  filters: ['course'],
  guards: 'class',
  whenEmpty: {
    en: 'The learners of this course have told nothing about this, or the site does not bring in their profiles.',
    es: 'Quienes participan en este curso no han dicho nada al respecto, o el sitio no incorpora sus perfiles.',
  },
} as const

export const peopleCharts: readonly ChartDefinition[] = [
  defineChart({
    id: 'enrollment-history',
    kind: 'line',
    title: { en: 'How has the class grown?', es: '¿Cómo ha crecido la clase?' },
    subtitle: {
      en: 'Learners enrolled at the end of each day',
      es: 'Estudiantes inscritos al final de cada día',
    },
    whenEmpty: {
      en: 'No enrollments of this course up to the end of this period are known.',
      es: 'No se conocen inscripciones de este curso hasta el final de este período.',
    },
    question: courseEnrollmentHistory,
    columns: ['day', 'enrolled', 'joined', 'left'],
    encoding: { x: 'day', y: ['enrolled'] },
    width: 'full',
    filters: ['course', 'period'],
  }),
  defineChart({
    id: 'active-learners',
    kind: 'line',
    title: { en: 'How many are here each day?', es: '¿Cuántas personas vienen cada día?' },
    subtitle: { en: 'Learners who did something, day by day', es: 'Estudiantes que hicieron algo, día a día' },
    whenEmpty: {
      en: 'Nobody was active in this period. Choose a longer one to see more.',
      es: 'Nadie estuvo activo en este período. Elige uno más largo para ver más.',
    },
    question: courseActivityByDay,
    columns: ['day', 'learners'],
    encoding: { x: 'day', y: ['learners'] },
    width: 'full',
    filters: ['course', 'period'],
  }),
  defineChart({
    ...group,
    id: 'gender',
    title: { en: 'Which genders are in the class?', es: '¿Qué géneros hay en la clase?' },
    subtitle: { en: 'Learners of the class by gender', es: 'Estudiantes de la clase por género' },
    question: courseGender,
    encoding: { x: 'gender', y: ['learners'] },
  }),
  defineChart({
    ...group,
    id: 'education',
    title: { en: 'What education do they bring?', es: '¿Qué estudios traen?' },
    subtitle: {
      en: 'Learners of the class by highest level of education',
      es: 'Estudiantes de la clase por nivel de estudios más alto',
    },
    question: courseEducation,
    encoding: { x: 'education', y: ['learners'] },
  }),
  defineChart({
    ...group,
    id: 'age',
    title: { en: 'How old are they?', es: '¿Qué edad tienen?' },
    subtitle: { en: 'Learners of the class by age', es: 'Estudiantes de la clase por edad' },
    question: courseAge,
    encoding: { x: 'age', y: ['learners'] },
  }),
]
