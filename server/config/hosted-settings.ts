import { flag, list, secureUrl, webOrigin } from '../kernel/value-types.ts'
import { setting } from './setting.ts'

/** The hosted dashboards: the service of the vendor of the Panorama plugin. Nothing is sent there unless it is switched on. */
export const hostedSettings = {
  PANORAMA_HOSTED_DASHBOARDS: setting(
    flag,
    'false',
    'Show hosted dashboards in the modes FREE and SAAS. Their provider then learns the host of the LMS, and the username and role of whoever looks.',
  ),
  PANORAMA_HOSTED_IN_DEMO: setting(
    flag,
    'false',
    'Show hosted dashboards in the mode DEMO, too; their provider learns the same. Needs a real LMS.',
  ),
  PANORAMA_HOSTED_DEMO_URL: setting(
    secureUrl,
    'https://panorama-get-demo-dashboards.aulasneo.link/get-demo-dashboards',
    'Where hosted dashboards are asked for in the mode DEMO.',
  ),
  PANORAMA_HOSTED_FREE_URL: setting(
    secureUrl,
    'https://panorama-get-free-dashboards.aulasneo.link/get-free-dashboards',
    'Where hosted dashboards are asked for in the mode FREE.',
  ),
  PANORAMA_HOSTED_SAAS_URL: setting(
    secureUrl,
    'https://panorama-get-saas-dashboards.aulasneo.link/get-saas-dashboards',
    'Where hosted dashboards are asked for in the mode SAAS.',
  ),
  PANORAMA_HOSTED_FRAME_ORIGINS: setting(
    list(webOrigin),
    'https://us-east-1.quicksight.aws.amazon.com',
    'Web addresses that hosted dashboards may be shown from, separated by commas.',
  ),
}
