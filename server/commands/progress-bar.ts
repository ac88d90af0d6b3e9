/** A share of a whole as a bar of twenty signs, with its percentage before it. */
export function progressBar(share: number): string {
  const percent = Math.floor(Math.min(Math.max(share, 0), 1) * 100)
  const full = Math.round(percent / 5)
  return `${percent.toString().padStart(3)} %  ${'█'.repeat(full)}${'░'.repeat(20 - full)}`
}
