import type { Tile } from './number.ts'
import styles from './number-tile.module.css'

const arrows = { up: '▲', down: '▼', same: '=' }

/** A headline number: the figure, its part of the whole and its change, each in words. Up is not good, down not bad. */
export function NumberTile({ tile: { figure, share, change } }: { readonly tile: Tile }) {
  return (
    <div className={styles.tile}>
      <p className={styles.figure}>{figure}</p>
      {share && (
        <>
          <div className={styles.track} aria-hidden="true">
            <div className={styles.part} style={{ inlineSize: `${share.part * 100}%` }} />
          </div>
          <p className={styles.line}>{share.text}</p>
        </>
      )}
      {change && (
        <p className={styles.line}>
          <span className={styles.arrow} aria-hidden="true">
            {arrows[change.direction]}
          </span>
          {change.text}
        </p>
      )}
    </div>
  )
}
