/** Prints the heads of the columns. */
export function heading(title) {
  say(`\n${title}`, 'measured', 'reference', 'ratio')
}

/** Prints one line: what, measured, reference, ratio; the ratio may be null where there is nothing to compare with. */
export function report(what, measured, reference, ratio) {
  say(`  ${what}`, measured, reference, ratio === null ? '' : ratio.toFixed(2))
}

function say(what, measured, reference, ratio) {
  console.log(`${what.padEnd(63)}${measured.padStart(14)}  ${reference.padEnd(34)}${ratio.padStart(8)}`)
}

/** The number below which such a share of them lies; 0 when there are none. */
export function quantile(numbers, share) {
  return [...numbers].sort((left, right) => left - right)[Math.floor(share * (numbers.length - 1))] ?? 0
}

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)
export const whole = (number) => Math.round(number).toLocaleString('en')
export const seconds = (number) => `${number.toFixed(1)} s`
export const milliseconds = (number) => `${number.toFixed(0)} ms`
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`
export const megabytes = (bytes) => `${whole(bytes / 1e6)} MB`
