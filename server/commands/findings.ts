import type { Finding } from '../contract/finding.ts'

const signs = { ok: '✓', warning: '!', problem: '✗' } as const

/** What a look at another tool found, a line each, and below it what to do. */
export function describeFindings(found: readonly Finding[]): string {
  return found
    .flatMap(({ subject, outcome, says, remedy }) => [
      `${signs[outcome]} ${subject}: ${says}`,
      ...(remedy === undefined ? [] : [`    ${remedy}`]),
    ])
    .join('\n')
}
