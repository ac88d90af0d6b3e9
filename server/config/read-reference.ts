import { type Environment, readEnvironment } from './read-environment.ts'

/**
 * What `${NAME}` in a settings file stands for: the variable, or what is in the file whose path is in `NAME_FILE`.
 * @returns a problem, in words, where there is neither
 */
export function readReference(
  environment: Environment,
  name: string,
): { readonly text: string } | { readonly problem: string } {
  const { given, problems } = readEnvironment(environment, [name])
  const [problem] = problems
  if (problem !== undefined) return { problem: `${problem.name} ${problem.problem}` }
  const text = given[name]
  if (text !== undefined) return { text }
  return { problem: `the environment has no ${name}: set it, or ${name}_FILE to the path of a file that holds it` }
}
