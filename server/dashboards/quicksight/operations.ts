import type {
  DescribeAccountSubscriptionCommandInput,
  DescribeAccountSubscriptionCommandOutput,
  DescribeDashboardCommandInput,
  DescribeDashboardCommandOutput,
  DescribeDashboardPermissionsCommandInput,
  DescribeDashboardPermissionsCommandOutput,
  DescribeDataSetCommandInput,
  DescribeDataSetCommandOutput,
  DescribeUserCommandInput,
  DescribeUserCommandOutput,
  GenerateEmbedUrlForAnonymousUserCommandInput,
  GenerateEmbedUrlForAnonymousUserCommandOutput,
  GenerateEmbedUrlForRegisteredUserCommandInput,
  GenerateEmbedUrlForRegisteredUserCommandOutput,
  ListDashboardsCommandInput,
  ListDashboardsCommandOutput,
} from '@aws-sdk/client-quicksight'

/** Everything that Panorama asks of QuickSight. The client can call nothing else. */
export interface Operations {
  DescribeUser: [DescribeUserCommandInput, DescribeUserCommandOutput]
  GenerateEmbedUrlForRegisteredUser: [
    GenerateEmbedUrlForRegisteredUserCommandInput,
    GenerateEmbedUrlForRegisteredUserCommandOutput,
  ]
  GenerateEmbedUrlForAnonymousUser: [
    GenerateEmbedUrlForAnonymousUserCommandInput,
    GenerateEmbedUrlForAnonymousUserCommandOutput,
  ]
  DescribeAccountSubscription: [DescribeAccountSubscriptionCommandInput, DescribeAccountSubscriptionCommandOutput]
  ListDashboards: [ListDashboardsCommandInput, ListDashboardsCommandOutput]
  DescribeDashboard: [DescribeDashboardCommandInput, DescribeDashboardCommandOutput]
  DescribeDashboardPermissions: [DescribeDashboardPermissionsCommandInput, DescribeDashboardPermissionsCommandOutput]
  DescribeDataSet: [DescribeDataSetCommandInput, DescribeDataSetCommandOutput]
}

export type Operation = keyof Operations

/** `serve`: to show dashboards; `guests`: to show them to people without a user; `doctor`: to say what is wrong. */
export type Purpose = 'serve' | 'guests' | 'doctor'

export interface OperationFacts {
  /** Users live in a region of their own. */
  readonly region: 'identity' | 'dashboards'
  /** What IAM wants to be allowed: all of these. `any`: the operation knows no resources. */
  readonly resources: readonly ('user' | 'namespace' | 'dashboard' | 'dataset' | 'any')[]
  /** Whether IAM can hold us to the site's own web addresses. */
  readonly namesDomains: boolean
  readonly purpose: Purpose
}

const look = { region: 'dashboards', namesDomains: false, purpose: 'doctor' } as const

/** What each operation needs. `panorama quicksight iam-policy` is made from it. */
export const operations: Readonly<Record<Operation, OperationFacts>> = {
  DescribeUser: { region: 'identity', resources: ['user'], namesDomains: false, purpose: 'serve' },
  GenerateEmbedUrlForRegisteredUser: {
    region: 'dashboards',
    resources: ['user'],
    namesDomains: true,
    purpose: 'serve',
  },
  GenerateEmbedUrlForAnonymousUser: {
    region: 'dashboards',
    resources: ['namespace', 'dashboard'],
    namesDomains: true,
    purpose: 'guests',
  },
  DescribeAccountSubscription: { ...look, region: 'identity', resources: ['any'] },
  ListDashboards: { ...look, resources: ['any'] },
  DescribeDashboard: { ...look, resources: ['dashboard'] },
  DescribeDashboardPermissions: { ...look, resources: ['dashboard'] },
  DescribeDataSet: { ...look, resources: ['dataset'] },
}
