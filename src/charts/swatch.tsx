import styles from './swatch.module.css'

/** The colour and the pattern of a series, small; always beside its name. */
export function Swatch({ slot }: { readonly slot: number }) {
  return <span className={styles.swatch} data-slot={slot % 8} aria-hidden="true" />
}
