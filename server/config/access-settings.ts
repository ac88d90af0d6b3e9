import { flag, list, webOrigin } from '../kernel/value-types.ts'
import { setting } from './setting.ts'

/** Where the dashboards of other tools are shown, and who may ask for them. */
export const accessSettings = {
  PANORAMA_TOOLS_IN_DEMO: setting(
    flag,
    'false',
    'Show dashboards of QuickSight and Superset in the mode DEMO as well, to try them out; they then learn who of the demo looks.',
  ),
  PANORAMA_PLUGIN_MFE_ORIGINS: setting(
    list(webOrigin),
    '',
    "Web addresses of the Panorama plugin's own micro-frontend, where a site still shows it: it may ask `/panorama/api/` from there.",
  ),
}
