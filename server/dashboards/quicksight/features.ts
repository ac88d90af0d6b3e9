import type {
  RegisteredUserConsoleFeatureConfigurations,
  RegisteredUserDashboardFeatureConfigurations,
} from '@aws-sdk/client-quicksight'
import type { Feature } from './settings.ts'

/** What a dashboard offers beside reading. Each is said, also when it is off: some are on where nothing is said. */
export function dashboardFeatures(features: readonly Feature[]): RegisteredUserDashboardFeatureConfigurations {
  const has = (feature: Feature) => ({ Enabled: features.includes(feature) })
  return {
    ...keptFeatures(features),
    Bookmarks: has('bookmarks'),
    AmazonQInQuickSight: { ExecutiveSummary: has('generative') },
  }
}

/** What the console offers an author. */
export function consoleFeatures(features: readonly Feature[]): RegisteredUserConsoleFeatureConfigurations {
  const generative = { Enabled: features.includes('generative') }
  return {
    ...keptFeatures(features),
    // QuickSight wants these on or off together.
    AmazonQInQuickSight: {
      DataQnA: generative,
      GenerativeAuthoring: generative,
      ExecutiveSummary: generative,
      DataStories: generative,
    },
  }
}

function keptFeatures(features: readonly Feature[]) {
  const has = (feature: Feature) => ({ Enabled: features.includes(feature) })
  return {
    StatePersistence: has('state'),
    SharedView: has('shared-views'),
    Schedules: has('schedules'),
    RecentSnapshots: has('snapshots'),
    ThresholdAlerts: has('alerts'),
  }
}
