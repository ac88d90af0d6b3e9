import type { EmbedIdentity, EmbedRequest } from '../access/embed-provider.ts'
import type { Viewer } from '../contract/viewer.ts'
import { createQuickSightClient } from '../dashboards/quicksight/client.ts'
import { createQuickSight } from '../dashboards/quicksight/quicksight.ts'
import type { QuickSightSettings } from '../dashboards/quicksight/settings.ts'
import { demoAccount } from '../demo/stand-in-quicksight/account.ts'
import { type StandInQuickSight, startStandInQuickSight } from '../demo/stand-in-quicksight/stand-in-quicksight.ts'
import { systemClock } from '../kernel/clock.ts'
import { createLogger, type Logger } from '../kernel/log.ts'

export const testArn = 'arn:aws:quicksight:us-east-1:123456789012:user/default/panorama'
export const authorArn = 'arn:aws:quicksight:us-east-1:123456789012:user/default/analyst/noor'

/** A stand-in on any free port, with the account of the demo. */
export function startTestQuickSight(): Promise<StandInQuickSight> {
  return startStandInQuickSight({
    port: 0,
    account: demoAccount('learn.example.org'),
    clock: systemClock,
    dataDir: null,
  })
}

export function settingsFor(standIn: StandInQuickSight, changes: Partial<QuickSightSettings> = {}): QuickSightSettings {
  const { accountId, accessKeyId, secretAccessKey } = standIn.account
  return {
    accountId,
    region: 'us-east-1',
    identityRegion: 'us-east-1',
    namespace: 'default',
    key: { accessKeyId, secretAccessKey },
    defaultUserArn: testArn,
    sessionMinutes: 60,
    allowedDomains: ['https://apps.example.org'],
    capacityPricing: true,
    features: [],
    standIn: standIn.url,
    ...changes,
  }
}

/** QuickSight as the program opens it. */
export function openTestQuickSight(
  settings: QuickSightSettings,
  log: Logger = createLogger('silent'),
  patienceMs?: number,
) {
  const client = createQuickSightClient(settings, log, patienceMs)
  return createQuickSight({ settings, client, lmsUrl: 'https://learn.example.org', clock: systemClock, log })
}

export const testViewer: Viewer = {
  userId: 42,
  username: 'amara',
  name: 'Amara Okafor',
  isSuperuser: false,
  isStaff: false,
  courseRoles: [],
  standIn: false,
  expiresAt: new Date('2100-01-01T00:00:00Z'),
}

export function requestOf(identity: EmbedIdentity, changes: Partial<EmbedRequest> = {}): EmbedRequest {
  return {
    dashboard: { providerId: 'time-in-course', holdsRowsOfPeople: true },
    viewer: testViewer,
    identity,
    locale: 'en',
    context: {},
    ...changes,
  }
}
