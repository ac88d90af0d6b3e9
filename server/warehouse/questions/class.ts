import type { Text } from '../../contract/text.ts'
import type { Tables } from '../tables.ts'
import { inPeriod } from './time.ts'

/**
 * The class of a course run: its enrolled learners. Logs do not always reach back to every enrolment, so a learner
 * who acted without an enrolment that we know of belongs to it too; a learner who left does not.
 */
export const classMembers = (tables: Tables) => `SELECT actor_id FROM ${tables.learnerCourse} FINAL
  WHERE course_key = {course: String} AND enrollment_status != 'unregistered'`

export const aboutTheClass: Text = {
  en: 'The class is everyone who is enrolled now. Learners who did something without an enrollment that we know of count too; learners who have left do not.',
  es: 'La clase son todas las personas inscritas ahora. También cuentan quienes hicieron algo sin una inscripción que conozcamos; quienes la dejaron, no.',
}

/** How many learners a figure of a period is a part of: the class, and those who have left but acted in the period. */
export const learnersOfPeriod = (tables: Tables) => `(
    (SELECT count() FROM (${classMembers(tables)})) +
    (SELECT uniqExact(actor_id) FROM ${tables.learnerQuarter} FINAL
      WHERE course_key = {course: String} AND actions > 0 AND ${inPeriod('quarter')} AND actor_id IN (
        SELECT actor_id FROM ${tables.learnerCourse} FINAL
        WHERE course_key = {course: String} AND enrollment_status = 'unregistered')))`

export const aboutLearnersOfPeriod: Text = {
  en: 'The whole is the class (everyone enrolled now, and learners whose enrollment we do not know) together with those who have left but were active in the period.',
  es: 'El total es la clase (todas las personas inscritas ahora y aquellas cuya inscripción no conocemos) junto con quienes la dejaron pero estuvieron activas en el período.',
}
