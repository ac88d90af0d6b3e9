/** A kind of thing that QuickSight can be allowed to offer a person who is registered there. */
export type Feature = 'alerts' | 'bookmarks' | 'generative' | 'schedules' | 'shared-views' | 'snapshots' | 'state'

/** How the site uses Amazon QuickSight. */
export interface QuickSightSettings {
  readonly accountId: string
  /** AWS region of the dashboards. */
  readonly region: string
  /** AWS region that keeps the users. */
  readonly identityRegion: string
  /** Of people without a user of their own. */
  readonly namespace: string
  /** Null: AWS's own chain finds the role of the machine or container. */
  readonly key: { readonly accessKeyId: string; readonly secretAccessKey: string } | null
  /** The user whom people share for dashboards that hold no rows of people, and the site's own people for all. */
  readonly defaultUserArn: string | null
  /** 15 to 600. */
  readonly sessionMinutes: number
  /** Origins whose pages may show dashboards: one to three. */
  readonly allowedDomains: readonly string[]
  /** Whether the account pays by sessions, without which QuickSight takes no guests. */
  readonly capacityPricing: boolean
  readonly features: readonly Feature[]
  /** Root URL of a stand-in on this machine. */
  readonly standIn: string | null
}

/** AWS keeps China and the government of the United States apart from the rest; ARNs begin with which of them it is. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

export function arnOf(settings: QuickSightSettings, region: string, resource: string): string {
  return `arn:${partitionOf(region)}:quicksight:${region}:${settings.accountId}:${resource}`
}

/** Where the API of a region is asked. Always named, so that no variable of the environment can redirect what we sign. */
export function endpointOf({ standIn }: QuickSightSettings, region: string): string {
  if (standIn !== null) return standIn
  return `https://quicksight.${region}.amazonaws.com${partitionOf(region) === 'aws-cn' ? '.cn' : ''}`
}

/** Origins from which QuickSight's frames come: nothing else may be framed for its sake. */
export function frameOriginsOf({ standIn, region, identityRegion }: QuickSightSettings): string[] {
  if (standIn !== null) return [`https://${new URL(standIn).host}`]
  return [...new Set([region, identityRegion])].map((each) =>
    partitionOf(each) === 'aws-cn'
      ? `https://${each}.quicksight.amazonaws.cn`
      : `https://${each}.quicksight.aws.amazon.com`,
  )
}
