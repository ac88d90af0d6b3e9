import { demoAccount } from '../server/demo/stand-in-quicksight/account.ts'
import {
  type StandInQuickSight,
  startStandInQuickSight,
} from '../server/demo/stand-in-quicksight/stand-in-quicksight.ts'
import { systemClock } from '../server/kernel/clock.ts'
import { type Administrator, signInAsAdministrator } from './administrator.ts'
import { quickSightPort } from './playwright.config.ts'

/** The course that Ingrid teaches. */
export const biology = 'course-v1:Riverside+BIO101+2026_Autumn'
/** Of the one author whom the stand-in knows. */
export const authorArn = 'arn:aws:quicksight:us-east-1:123456789012:user/default/analyst/noor'

/** The stand-in for QuickSight that the service of the journeys asks, and what the people of the demo get of it. */
export interface DemoQuickSight {
  readonly standIn: StandInQuickSight
  readonly administrator: Administrator
  /** How often QuickSight made an address: each that is opened costs money. */
  addressesMade(): number
  /** Has everything in order again, and forgets what was asked. */
  mend(): void
  close(): Promise<void>
}

/**
 * Starts it with two dashboards: *Time*, with the rows of people, for learners, the biology team and Lucía, who is an
 * author; and *Sums*, for staff alone.
 */
export async function openDemoQuickSight(): Promise<DemoQuickSight> {
  // The tags of guests name the host of the LMS; that of the demo has the address of a usual start.
  const account = demoAccount('localhost:2100')
  const standIn = await startStandInQuickSight({ port: quickSightPort, account, clock: systemClock, dataDir: null })
  const domainsOf = standIn.sessions.domainsOf
  const administrator = await signInAsAdministrator()
  await administrator.clear()
  const listed = { provider: 'quicksight', priority: 1 }
  const time = await administrator.add('dashboards', {
    ...{ ...listed, name: 'time', displayName: 'Time', providerId: 'time-in-course' },
  })
  const sums = await administrator.add('dashboards', {
    ...{ ...listed, name: 'sums', displayName: 'Sums', providerId: 'courses-of-the-site', holdsRowsOfPeople: false },
  })
  const staff = await administrator.add('types', { name: 'Staff', dashboards: [time, sums] })
  await administrator.add('types', { name: 'Learners', forLearners: true, dashboards: [time] })
  await administrator.add('assignments', { to: { kind: 'team', courseKey: biology }, typeId: staff })
  await administrator.add('people', { username: 'lucia', typeId: staff, role: 'AUTHOR', arn: authorArn })

  return {
    standIn,
    administrator,
    addressesMade: () =>
      standIn.asked.filter(({ operation, status }) => operation.startsWith('GenerateEmbedUrl') && status === 200)
        .length,
    mend() {
      standIn.faults.clear()
      standIn.account.partitionedCookies = true
      standIn.sessions.domainsOf = domainsOf
      standIn.asked.length = 0
    },
    async close() {
      await administrator.clear()
      await administrator.close()
      await standIn.close()
    },
  }
}
