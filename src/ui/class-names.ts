/** Joins the class names that apply: `classNames(styles.button, isQuiet && styles.quiet)`. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
