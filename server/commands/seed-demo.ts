import { writeSite } from '../demo/site/write-site.ts'
import { invalidRequest } from '../kernel/errors.ts'
import type { Terminal } from './terminal.ts'

interface Options {
  readonly out: string
  readonly learners: string
  readonly days: string
  readonly seed: string
  readonly now?: string
}

/** `panorama demo seed`: writes the files alone, for load tests and for looking at; it needs no engine. */
export async function seedDemo(terminal: Terminal, options: Options): Promise<void> {
  const started = performance.now()
  const now = options.now === undefined ? new Date() : new Date(options.now)
  if (Number.isNaN(now.getTime()))
    throw invalidRequest(`Not a time: ${options.now}`, { advice: 'Write it as 2026-05-01T12:00:00Z.' })
  const written = await writeSite({
    dir: options.out,
    learners: wholeNumber('--learners', options.learners),
    days: wholeNumber('--days', options.days),
    seed: options.seed,
    now,
    onProgress: ({ events }) => terminal.progress(`${events.toLocaleString('en')} events`),
  })
  const seconds = (performance.now() - started) / 1000
  const rate = Math.round(written.events / seconds)
  terminal.report(
    { ...written, seconds, eventsPerSecond: rate },
    `${written.events.toLocaleString('en')} events (${Math.round(written.bytes / 1e6)} MB) in ${seconds.toFixed(1)} s: ${rate.toLocaleString('en')} a second\n${written.files.join('\n')}`,
  )
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw invalidRequest(`${option} takes a whole number, not ${text}.`)
}
