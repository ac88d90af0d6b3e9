import type { Tell } from './tell.ts'

/** What keeps files from being read, by path. Each is told when it is new; it goes without a word. */
export interface Problems {
  /** @param problem what is told behind the path; undefined when the file can be read */
  set(path: string, problem: string | undefined): void
}

/** @param isOnce nobody looks again */
export function createProblems(tell: Tell, isOnce: boolean): Problems {
  const problems = new Map<string, string>()
  return {
    set(path, problem) {
      if (problem !== undefined && problems.get(path) !== problem) {
        tell(`${path} ${problem}${isOnce ? '' : '; looking again'}.`, true)
      }
      if (problem === undefined) problems.delete(path)
      else problems.set(path, problem)
    },
  }
}
