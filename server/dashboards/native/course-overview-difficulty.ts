import { courseGrades } from '../../warehouse/questions/course/course-grades.ts'
import { courseProblems } from '../../warehouse/questions/course/course-problems.ts'
import { type ChartDefinition, defineChart } from '../definition.ts'

export const difficultyCharts: readonly ChartDefinition[] = [
  defineChart({
    id: 'problems',
    kind: 'table',
    title: { en: 'Which problems are hard?', es: '¿Qué problemas resultan difíciles?' },
    subtitle: {
      en: 'Problems in course order: who tried them and how many were right, since the beginning of the course',
      es: 'Problemas en el orden del curso: quiénes los intentaron y cuántos acertaron, desde el comienzo del curso',
    },
    whenEmpty: {
      en: 'Nobody has answered a problem of this course yet.',
      es: 'Nadie ha respondido un problema de este curso todavía.',
    },
    question: courseProblems,
    columns: [
      'name',
      'section',
      'learners',
      'right_first_share',
      'right_in_the_end_share',
      'mean_attempts',
      'hints',
      'answers_shown',
      'block_key',
    ],
    encoding: {},
    width: 'full',
    filters: ['course'],
  }),
  defineChart({
    id: 'grades',
    kind: 'columns',
    title: { en: 'How are the grades spread?', es: '¿Cómo se reparten las calificaciones?' },
    subtitle: {
      en: 'Learners of the class by newest course grade; those without one apart',
      es: 'Estudiantes de la clase por calificación más reciente; aparte, quienes no tienen',
    },
    whenEmpty: {
      en: 'Nobody is enrolled in this course yet.',
      es: 'Nadie se ha inscrito en este curso todavía.',
    },
    question: courseGrades,
    encoding: { x: 'bucket', y: ['learners'] },
    width: 'full',
    filters: ['course'],
  }),
]
