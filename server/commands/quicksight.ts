import { readConfig } from '../config/read-config.ts'
import type { QuickSightSettings } from '../dashboards/quicksight/settings.ts'
import { misconfigured } from '../kernel/errors.ts'
import type { Terminal } from './terminal.ts'

/**
 * What the configuration says about QuickSight; no database is opened for it.
 * @throws PanoramaError `misconfigured` (exit code 78) where QuickSight is not configured
 */
export function readQuickSight(terminal: Terminal): QuickSightSettings {
  const { quickSight } = readConfig(terminal.environment)
  if (quickSight !== null) return quickSight
  throw misconfigured('QuickSight is not configured.', {
    advice: 'Set PANORAMA_AWS_ACCOUNT_ID and PANORAMA_REGION. To try it out without AWS: panorama quicksight stand-in',
  })
}
