import { readFileSync } from 'node:fs'

export interface SettingProblem {
  readonly name: string
  readonly problem: string
}

/** The variables a program was started with. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The texts of the named settings: from the variable itself, or from the file that `NAME_FILE` names, as container
 * secrets are given. An empty variable counts as absent, because templates leave them so.
 */
export function readEnvironment(environment: Environment, names: readonly string[]) {
  const given: Record<string, string> = {}
  const problems: SettingProblem[] = []
  for (const name of names) {
    const file = environment[`${name}_FILE`]
    const value = environment[name]
    if (value && file) {
      problems.push({ name, problem: `is given twice, as ${name} and as ${name}_FILE: keep one` })
    } else if (file) {
      try {
        given[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
      } catch {
        problems.push({ name: `${name}_FILE`, problem: `cannot be read: ${file}` })
      }
    } else if (value) {
      given[name] = value
    }
  }
  return { given, problems }
}
