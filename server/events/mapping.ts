import { completion } from './completion.ts'
import { enrollment } from './enrollment.ts'
import { grades } from './grades.ts'
import { navigation } from './navigation.ts'
import { problems } from './problem.ts'
import type { Rule } from './rule.ts'
import { videos } from './video.ts'

/** What becomes of an event, by its name. A name that is not here is dropped, by name, in the import's report. */
export const mapping: ReadonlyMap<string, Rule> = new Map(
  [enrollment, grades, completion, navigation, problems, videos].flatMap((rules) => Object.entries(rules)),
)
