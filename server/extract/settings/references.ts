/** What a `${NAME}` of a settings file stands for; a problem where nothing can be said for it. */
export type LookUp = (name: string) => { readonly text: string } | { readonly problem: string }

/** Upper case alone, as variables of the environment are named; `$${NAME}` stands for itself. */
const reference = /(\$?)\$\{([A-Z_][A-Z0-9_]*)\}/g

/** How a settings file says that a text is found elsewhere. */
export const referenceTo = (name: string) => `\${${name}}`

/** A text of the settings file with what its references stand for. */
export function withReferences(
  text: string,
  lookUp: LookUp,
): { readonly text: string; readonly problems: readonly string[] } {
  const problems: string[] = []
  const resolved = text.replace(reference, (whole, doubled: string, name: string) => {
    if (doubled !== '') return whole.slice(1)
    const found = lookUp(name)
    if ('text' in found) return found.text
    problems.push(found.problem)
    return ''
  })
  return { text: resolved, problems }
}
