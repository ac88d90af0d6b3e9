import type { Text } from '../../contract/text.ts'
import type { Tables } from '../tables.ts'
import { ifPeriodBefore, inPeriod, inPeriodBefore } from './time.ts'

/**
 * The class of a course run: its enrolled learners. Logs do not always reach back to every enrolment, so a learner
 * who acted without an enrolment that we know of belongs to it too; a learner who left does not.
 */
export const isMember = "enrollment_status != 'unregistered'"

export const classMembers = (tables: Tables) => `SELECT actor_id FROM ${tables.learnerCourse} FINAL
  WHERE course_key = {course: String} AND ${isMember}`

export const aboutTheClass: Text = {
  en: 'The class is everyone who is enrolled now. Learners who did something without an enrollment that we know of count too; learners who have left do not.',
  es: 'La clase son todas las personas inscritas ahora. También cuentan quienes hicieron algo sin una inscripción que conozcamos; quienes la dejaron, no.',
}

/**
 * SQL that counts who did something in the period: the column `name`; `previous`, the same in the period before; and `learners`, of how
 * many: the class, and those who have left but acted in the period.
 * @param deed a column of `learner_quarter` that counts it
 */
export const learnersWhoDid = (tables: Tables, deed: 'actions' | 'plays' | 'attempts', name: string) => `
  SELECT countIf(did.now > 0) AS ${name},
    ${ifPeriodBefore('countIf(did.before > 0)')} AS previous,
    countIf(${isMember} OR did.acted > 0) AS learners
  FROM ${tables.learnerCourse} AS learner FINAL
  LEFT JOIN (
    SELECT actor_id,
      countIf(${deed} > 0 AND ${inPeriod('quarter')}) AS now,
      countIf(${deed} > 0 AND ${inPeriodBefore('quarter')}) AS before,
      countIf(actions > 0 AND ${inPeriod('quarter')}) AS acted
    FROM ${tables.learnerQuarter} FINAL WHERE course_key = {course: String} GROUP BY actor_id
  ) AS did USING (actor_id)
  WHERE course_key = {course: String}`

export const aboutLearnersOfPeriod: Text = {
  en: 'The whole is the class (everyone enrolled now, and learners whose enrollment we do not know) together with those who have left but were active in the period.',
  es: 'El total es la clase (todas las personas inscritas ahora y aquellas cuya inscripción no conocemos) junto con quienes la dejaron pero estuvieron activas en el período.',
}
