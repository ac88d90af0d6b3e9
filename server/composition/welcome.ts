import { demoCast } from '../demo/cast.ts'
import { rulesOf } from '../modes/mode-table.ts'
import type { Panorama } from './open-panorama.ts'

/** What a person wants to know once the service is up: where it is, what it shows, and who may come in. */
export async function welcome({ config, modes }: Panorama): Promise<string> {
  const { mode } = await modes.current()
  const { shows, letsIn } = rulesOf(mode).card
  const lines = ['', `  Panorama is ready: ${config.publicUrl}${config.publicPath}`, '', `  Mode ${mode}: ${shows.en}`]
  if (config.lms) lines.push(`  Sign in through ${config.lms.url}. ${letsIn.en}`)
  else if (mode === 'DEMO') lines.push(...standInLines(config.host))
  else lines.push('  No LMS is configured: PANORAMA_LMS_URL names it. Until then, `panorama mode DEMO` opens the demo.')
  return [...lines, ''].join('\n')
}

function standInLines(host: string): string[] {
  const people = demoCast.map(({ name, part }) => `${name} (${part})`)
  const lines = ['  Pick who you are on the sign-in page:', `  ${people.join(', ')}.`]
  if (!['127.0.0.1', '::1', 'localhost'].includes(host)) {
    lines.push(
      '',
      '  Careful: whoever reaches this address may sign in as the administrator of the demo, who can switch to the',
      '  data you import. Name an LMS (PANORAMA_LMS_URL), or listen on this machine only (PANORAMA_HOST=127.0.0.1).',
    )
  }
  return lines
}
