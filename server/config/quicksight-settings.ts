import { z } from 'zod'
import { awsRegion, flag, list, loopbackUrl, webOrigin, wholeNumber } from '../kernel/value-types.ts'
import { optionalSetting, setting } from './setting.ts'

/** What QuickSight can be allowed to offer a person who is registered there, in our words. */
export const quickSightFeatures = [
  'alerts',
  'bookmarks',
  'generative',
  'schedules',
  'shared-views',
  'snapshots',
  'state',
] as const

const feature = z.enum(quickSightFeatures, `must be some of ${quickSightFeatures.join(', ')}`)

/** Amazon QuickSight, in the mode CUSTOM. It counts as configured when `PANORAMA_AWS_ACCOUNT_ID` is given. */
export const quickSightSettings = {
  PANORAMA_QUICKSIGHT_NAMESPACE: setting(
    z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be the name of a QuickSight namespace'),
    'default',
    'QuickSight namespace of people without a user of their own.',
  ),
  PANORAMA_QUICKSIGHT_IDENTITY_REGION: optionalSetting(
    awsRegion,
    'as `PANORAMA_REGION`',
    "AWS region that keeps QuickSight's users, where it is another than that of the dashboards.",
  ),
  PANORAMA_QUICKSIGHT_SESSION_MINUTES: setting(
    wholeNumber(15, 600),
    '60',
    'How long a QuickSight dashboard stays open before it is renewed; what somebody may no longer see goes at the latest then.',
  ),
  PANORAMA_QUICKSIGHT_ALLOWED_DOMAINS: optionalSetting(
    list(webOrigin).refine((origins) => origins.length <= 3, 'QuickSight takes three at most'),
    'that of `PANORAMA_PUBLIC_URL`',
    'Web addresses whose pages may show QuickSight dashboards: up to three, `https://host`.',
  ),
  PANORAMA_QUICKSIGHT_CAPACITY_PRICING: setting(
    flag,
    'false',
    'Whether the AWS account pays QuickSight by sessions. Without that, people who have no QuickSight user are shown only dashboards that hold no rows of people.',
  ),
  PANORAMA_QUICKSIGHT_FEATURES: setting(
    list(feature),
    '',
    `What people with a QuickSight user of their own may do beside reading: ${quickSightFeatures.map((name) => `\`${name}\``).join(', ')}.`,
  ),
  PANORAMA_QUICKSIGHT_STAND_IN: optionalSetting(
    loopbackUrl,
    'none: AWS itself',
    'Address of `panorama quicksight stand-in` on this machine, to be asked in the place of AWS.',
  ),
}
