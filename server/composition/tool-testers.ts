import type { EmbedProviders } from '../access/embed-provider.ts'
import type { ToolTester } from '../access/tools.ts'
import type { Tool } from '../contract/tool.ts'
import { testHosted } from '../dashboards/hosted/test-connection.ts'
import { createQuickSightClient } from '../dashboards/quicksight/client.ts'
import { examineQuickSight } from '../dashboards/quicksight/examine.ts'
import { examineSuperset } from '../dashboards/superset/examine.ts'
import { openSupersetSession } from '../dashboards/superset/superset-session.ts'
import { createLogger } from '../kernel/log.ts'
import type { Panorama } from './open-panorama.ts'

/** How administrators look at the other tools of this site: those that its configuration names. */
export function openToolTesters(
  panorama: Panorama,
  { hosted }: Pick<EmbedProviders, 'hosted'>,
): Readonly<Record<Tool, ToolTester | null>> {
  return {
    quicksight: quickSightTester(panorama),
    superset: supersetTester(panorama),
    hosted: hosted && ((request) => testHosted(hosted, request)),
  }
}

function quickSightTester({ config }: Panorama): ToolTester | null {
  const settings = config.quickSight
  if (settings === null) return null
  // What it finds is told in words; the log would say it twice.
  const client = createQuickSightClient(settings, createLogger('silent'))
  return ({ dashboards, userArns, locale, signal }) =>
    examineQuickSight({ settings, client, locale, userArns, dashboards, ...(signal && { signal }) })
}

function supersetTester({ config, clock }: Panorama): ToolTester | null {
  if (config.superset === null) return null
  const { internalUrl, authProvider, service, guestRole } = config.superset
  return ({ dashboards, locale }) =>
    examineSuperset({
      // A session of its own: whoever looks wants to know whether the account is accepted now, not whether it was.
      service: openSupersetSession({ url: internalUrl, authProvider, ...service }, clock),
      // The password of an administrator is for commands; the server has none.
      admin: null,
      url: internalUrl,
      guestRole,
      origin: new URL(config.publicUrl).origin,
      dashboards,
      locale,
    })
}
