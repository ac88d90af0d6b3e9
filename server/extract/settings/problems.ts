import { misconfigured, type PanoramaError } from '../../kernel/errors.ts'

/** Something in a settings file that a person has to look at. Lines and columns count from 1. */
export interface Remark {
  readonly line: number
  readonly column: number
  /** What is wrong and what to do, without a value of the file: it may be a password. */
  readonly says: string
}

/** Each on a line of its own, in the form that editors and terminals open at the place. */
export function describeRemarks(path: string, remarks: readonly Remark[]): string {
  return [...remarks]
    .sort((one, other) => one.line - other.line || one.column - other.column)
    .map(({ line, column, says }) => `  ${path}:${line}:${column}: ${says}`)
    .join('\n')
}

/** The failure of a file that cannot be used as it is, with all that is wrong with it. */
export function unusable(path: string, problems: readonly Remark[]): PanoramaError {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  return misconfigured(`The settings have ${count}:\n${describeRemarks(path, problems)}`, {
    advice: 'docs/elt.md lists every setting. Correct the file and run the command again.',
  })
}
