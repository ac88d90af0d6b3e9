import type { RowLevelPermissionTagConfiguration } from '@aws-sdk/client-quicksight'
import { demoCast, demoCourses } from '../cast.ts'

/** An AWS account with QuickSight, as far as embedding knows it. Everything may be changed while it is asked. */
export interface StandInAccount {
  accountId: string
  accessKeyId: string
  secretAccessKey: string
  region: string
  /** Keeps the users; asked elsewhere, it says so. */
  identityRegion: string
  edition: 'STANDARD' | 'ENTERPRISE' | 'ENTERPRISE_AND_Q'
  capacityPricing: boolean
  users: StandInUser[]
  dashboards: StandInDashboard[]
  dataSets: StandInDataSet[]
  /** Whether its frames set cookies that browsers keep apart for each site around them; others are blocked by many. */
  partitionedCookies: boolean
  /** What IAM allows; null for everything. */
  policy: StandInPolicy | null
}

export interface StandInUser {
  namespace: string
  userName: string
  role: 'READER' | 'AUTHOR' | 'ADMIN' | 'READER_PRO' | 'AUTHOR_PRO' | 'ADMIN_PRO'
  active: boolean
}

export interface StandInDashboard {
  id: string
  name: string
  status: 'CREATION_SUCCESSFUL' | 'CREATION_IN_PROGRESS' | 'UPDATE_FAILED'
  dataSets: string[]
  /** `user/NAMESPACE/NAME` or `namespace/NAMESPACE`. */
  sharedWith: string[]
}

export interface StandInDataSet {
  id: string
  name: string
  rules: RowLevelPermissionTagConfiguration | null
  /** Of the newer make: its rules are in its semantic model. */
  semantic?: boolean
  rows: Readonly<Record<string, string | number>>[]
}

export interface StandInPolicy {
  readonly Statement: readonly {
    readonly Action: readonly string[]
    readonly Resource: readonly string[]
    readonly Condition?: { readonly 'ForAllValues:StringEquals': Readonly<Record<string, readonly string[]>> }
  }[]
}

/** The key that AWS itself uses in its documentation: nobody's. */
const documentationKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}

/**
 * The account that the demo connects: a dashboard with the rows of the demo's people, kept apart by their tags, and one
 * that holds sums only.
 * @param lms host of the LMS, as Panorama's tags name it
 */
export function demoAccount(lms: string): StandInAccount {
  const people = demoCast.flatMap(({ userId, name, enrolledIn }) =>
    enrolledIn.map((courseKey, index) => ({
      lms,
      course_key: courseKey,
      org: courseKey.slice('course-v1:'.length).split('+')[0] ?? '',
      user_id: String(userId),
      learner: name,
      minutes: 40 + index * 25,
    })),
  )
  const sums = demoCourses.map(({ name, reach }) => ({ course: name, learners: Math.round(reach * 2000) }))
  return {
    accountId: '123456789012',
    ...documentationKey,
    region: 'us-east-1',
    identityRegion: 'us-east-1',
    edition: 'ENTERPRISE',
    capacityPricing: true,
    users: [
      { namespace: 'default', userName: 'panorama', role: 'READER', active: true },
      { namespace: 'default', userName: 'analyst/noor', role: 'AUTHOR', active: true },
    ],
    dashboards: [
      {
        id: 'time-in-course',
        name: 'Time in course',
        status: 'CREATION_SUCCESSFUL',
        dataSets: ['learners'],
        sharedWith: ['namespace/default'],
      },
      {
        id: 'courses-of-the-site',
        name: 'Courses of the site',
        status: 'CREATION_SUCCESSFUL',
        dataSets: ['sums'],
        sharedWith: ['namespace/default'],
      },
    ],
    dataSets: [
      { id: 'learners', name: 'Learners', rules: learnerRules(), rows: people },
      { id: 'sums', name: 'Courses', rules: null, rows: sums },
    ],
    partitionedCookies: true,
    policy: null,
  }
}

const list = { TagMultiValueDelimiter: ',' }

/** As `panorama quicksight row-rules` prints them. */
const learnerRules = (): RowLevelPermissionTagConfiguration => ({
  Status: 'ENABLED',
  TagRules: [
    { TagKey: 'panorama_lms', ColumnName: 'lms' },
    { TagKey: 'panorama_user_id', ColumnName: 'user_id' },
    { TagKey: 'panorama_course_keys', ColumnName: 'course_key', ...list },
    { TagKey: 'panorama_course_keys_2', ColumnName: 'course_key', ...list },
    { TagKey: 'panorama_orgs', ColumnName: 'org', ...list },
  ],
  TagRuleConfigurations: [
    ['panorama_lms', 'panorama_user_id'],
    ['panorama_lms', 'panorama_course_keys'],
    ['panorama_lms', 'panorama_course_keys_2'],
    ['panorama_lms', 'panorama_orgs'],
  ],
})
