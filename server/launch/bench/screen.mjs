import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { at } from '../place.mjs'
import { heading, kilobytes, report, sum } from './report.mjs'

/** JavaScript that the student panel and the charts need, gzipped. */
export async function benchScreen() {
  heading('The screen')
  const files = readdirSync(at('dist/assets')).filter((file) => file.endsWith('.js'))
  const weigh = (file) => gzipSync(readFileSync(at('dist/assets', file)), { level: 9 }).length
  const student = reachableFrom(files, 'student-page')
  const weight = sum(student.map(weigh))
  report('JavaScript for the student panel', kilobytes(weight), 'budget 170 kB', weight / 170e3)
  // ECharts is the heaviest of what is loaded later.
  const heaviest = Math.max(...files.filter((file) => !student.includes(file)).map(weigh))
  report('JavaScript of the charts', kilobytes(heaviest), 'budget 240 kB', heaviest / 240e3)
}

/** The chunks that the entry and a page import, directly or not. */
function reachableFrom(files, page) {
  const entry = /assets\/([^"]+\.js)/.exec(readFileSync(at('dist/index.html'), 'utf8'))[1]
  const reached = new Set()
  const visit = (file) => {
    if (reached.has(file) || !files.includes(file)) return
    reached.add(file)
    const code = readFileSync(at('dist/assets', file), 'utf8')
    for (const [, imported] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) visit(imported)
  }
  visit(entry)
  for (const file of files.filter((name) => name.startsWith(page))) visit(file)
  return [...reached]
}
