import type { HostedRequest, HostedService } from '../../access/embed-provider.ts'
import type { ToolTestRequest } from '../../access/tools.ts'
import type { Finding } from '../../contract/finding.ts'
import type { Locale } from '../../contract/text.ts'
import { PanoramaError } from '../../kernel/errors.ts'

/** What the test finds, for administrators. */
const words: Readonly<
  Record<Locale, { in(mode: string): string; has(count: number): string; nothing: string; ask: string }>
> = {
  en: {
    in: (mode) => `Hosted dashboards, as in ${mode}`,
    has: (count) =>
      count === 1 ? 'The service has one dashboard for you.' : `The service has ${count} dashboards for you.`,
    nothing: 'The service answers, and has no dashboard for you.',
    ask: 'Ask its provider whether dashboards are set up for this site.',
  },
  es: {
    in: (mode) => `Paneles alojados, como en ${mode}`,
    has: (count) =>
      count === 1 ? 'El servicio tiene un panel para ti.' : `El servicio tiene ${count} paneles para ti.`,
    nothing: 'El servicio responde, y no tiene ningún panel para ti.',
    ask: 'Pregunta a su proveedor si los paneles de este sitio están preparados.',
  },
}

const modes = ['DEMO', 'FREE', 'SAAS'] as const satisfies readonly HostedRequest['mode'][]

/** Asks the hosted service for the dashboards of whoever looks, in each mode in which the site wants it to be asked. */
export async function testHosted(
  service: HostedService,
  { viewer, locale, signal }: ToolTestRequest,
): Promise<Finding[]> {
  const say = words[locale]
  const found: Finding[] = []
  for (const mode of modes.filter((each) => service.isAskedIn(each))) {
    signal?.throwIfAborted()
    const subject = say.in(mode)
    try {
      const { length } = await service.list({ mode, username: viewer.username, role: 'READER' }, locale)
      if (length > 0) found.push({ subject, outcome: 'ok', says: say.has(length) })
      else found.push({ subject, outcome: 'warning', says: say.nothing, remedy: say.ask })
    } catch (failure) {
      if (!(failure instanceof PanoramaError)) throw failure
      const { message, advice } = failure
      found.push({ subject, outcome: 'problem', says: message, ...(advice !== undefined && { remedy: advice }) })
    }
  }
  return found
}
