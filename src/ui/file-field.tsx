import { useId } from 'react'
import buttonStyles from './button.module.css'
import { classNames } from './class-names.ts'
import styles from './field.module.css'
import hidden from './visually-hidden.module.css'

interface FileFieldProps {
  readonly label: string
  /** What its button says. */
  readonly choose: string
  /** Which files are offered, as browsers have it: `.csv,text/csv`. */
  readonly accept: string
  /** Names of the files that are chosen. */
  readonly chosen: readonly string[]
  readonly onChoose: (files: readonly File[]) => void
  /** The id of what says which files are meant. */
  readonly describedBy: string
}

/** Chooses files from the person's device. The browser's own field speaks the browser's language, and looks like none of ours. */
export function FileField({ label, choose, accept, chosen, onChoose, describedBy }: FileFieldProps) {
  const [labelId, chooseId, chosenId] = [useId(), useId(), useId()]
  return (
    <div className={styles.field}>
      <span id={labelId} className={styles.label}>
        {label}
      </span>
      <div className={styles.files}>
        <label className={classNames(buttonStyles.button, styles.file)}>
          <span id={chooseId}>{choose}</span>
          <input
            type="file"
            className={hidden.hidden}
            accept={accept}
            multiple
            aria-labelledby={`${labelId} ${chooseId}`}
            aria-describedby={`${describedBy} ${chosenId}`}
            onChange={({ target }) => {
              onChoose([...(target.files ?? [])])
              // The same files, put right, are chosen once more.
              target.value = ''
            }}
          />
        </label>
        <ul id={chosenId} className={styles.chosen}>
          {chosen.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
