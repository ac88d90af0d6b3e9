import { arabicLiterature } from './arabic-literature.ts'
import { astronomy } from './astronomy.ts'
import { biology } from './biology.ts'
import { economics } from './economics.ts'
import { labSafety } from './lab-safety.ts'
import { python } from './python.ts'
import { statistics } from './statistics.ts'
import type { Syllabus } from './syllabus.ts'

/** By course (`ORG+NUMBER`): every run of a course teaches the same. */
export const syllabi: Readonly<Record<string, Syllabus>> = {
  'Riverside+BIO101': biology,
  'Riverside+STAT2': statistics,
  'AndesTech+PY1': python,
  'AndesTech+ECO3': economics,
  'AndesTech+SAFE': labSafety,
  'BaytHikma+ARAB1': arabicLiterature,
  'BaytHikma+ASTRO': astronomy,
}

/** Courses whose problems also ask for a number. */
export const calculatingCourses: ReadonlySet<string> = new Set(['Riverside+STAT2', 'AndesTech+PY1', 'AndesTech+ECO3'])
