import { PanoramaError } from '../kernel/errors.ts'

/** Where a command's words go: its report to stdout, everything else to stderr. */
export interface Terminal {
  /** True for `--json`: the report is one JSON document. */
  readonly json: boolean
  /** Whether a person watches, who sees lines that replace themselves. */
  readonly isWatched: boolean
  /** Where lines of a log go. */
  readonly logStream: NodeJS.WritableStream
  /** The variables of the shell, which hold the configuration. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The report: `value` for machines, `text` for people. */
  report(value: unknown, text: string): void
  /** One of many reports: a line of JSON for machines; for people, on a terminal, it takes the place of the one before. */
  sample(value: unknown, text: string): void
  note(text: string): void
  /** A line that replaces itself on a terminal; silent where stderr is no terminal. */
  progress(text: string): void
}

export function createTerminal(
  json: boolean,
  environment: Terminal['environment'],
  out = process.stdout,
  err = process.stderr,
): Terminal {
  let progressing = false
  const endProgress = () => {
    if (progressing) err.write('\r\u001b[2K')
    progressing = false
  }
  return {
    json,
    isWatched: err.isTTY === true,
    logStream: err,
    environment,
    report(value, text) {
      endProgress()
      out.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text.trimEnd()}\n`)
    },
    sample(value, text) {
      const clear = out.isTTY ? '\u001b[2J\u001b[H' : ''
      out.write(json ? `${JSON.stringify(value)}\n` : `${clear}${text.trimEnd()}\n\n`)
    },
    note(text) {
      endProgress()
      err.write(`${text}\n`)
    },
    progress(text) {
      if (!err.isTTY) return
      progressing = true
      err.write(`\r\u001b[2K${text.slice(0, (err.columns ?? 80) - 1)}`)
    },
  }
}

/** Says what went wrong, as a person needs it or as JSON, and returns the exit code. */
export function failWith(error: unknown, json: boolean): number {
  const known = error instanceof PanoramaError ? error : null
  const message =
    known?.message ?? `Something went wrong that should not have: ${error instanceof Error ? error.message : error}`
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ error: { code: known?.code ?? 'internal', message, advice: known?.advice } }, null, 2)}\n`,
    )
  }
  process.stderr.write(`${message}\n${known?.advice ? `${known.advice}\n` : ''}`)
  return known?.exitCode ?? 70
}
