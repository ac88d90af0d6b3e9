import type { StandInAccount, StandInDashboard, StandInUser } from './account.ts'
import { allows } from './iam.ts'
import type { ReadRequest } from './model.ts'
import type { Grant, Sessions } from './sessions.ts'

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  /** AWS's own name of an error. */
  readonly error?: string
}

type Input = ReadRequest['input']

/** What QuickSight answers to a request that was signed well and has the model's shape. */
export function answerApi(
  { operation, input }: ReadRequest,
  { account, region, sessions, frames }: ApiContext,
): Answer {
  const { resources, isIdentity } = wishOf(operation, input, account, region)
  const domains = (input.AllowedDomains ?? []) as readonly string[]
  const denied = () => deniedTo(account, operation, resources[0] ?? '*')
  if (input.AwsAccountId !== account.accountId) return denied()
  if (account.policy !== null && !allows(account.policy, { action: `quicksight:${operation}`, resources, domains })) {
    return denied()
  }
  if (isIdentity && region !== account.identityRegion) {
    return refusal(
      'AccessDeniedException',
      400,
      `Operation is being called from endpoint ${region}, but your identity region is ${account.identityRegion}. Please use the ${account.identityRegion} endpoint.`,
    )
  }
  return answers[operation](input, { account, region, sessions, frames })
}

export interface ApiContext {
  readonly account: StandInAccount
  /** In whose name it is asked, as the signature says. */
  readonly region: string
  readonly sessions: Sessions
  /** Origin of the frames. */
  readonly frames: string
}

/** What IAM is asked about, as AWS's service authorization reference has it. */
function wishOf(operation: ReadRequest['operation'], input: Input, account: StandInAccount, region: string) {
  const arn = (where: string, resource: string) => `arn:aws:quicksight:${where}:${account.accountId}:${resource}`
  switch (operation) {
    case 'DescribeUser':
      return {
        resources: [arn(account.identityRegion, `user/${input.Namespace}/${input.UserName}`)],
        isIdentity: true,
      }
    case 'GenerateEmbedUrlForRegisteredUser':
      return { resources: [String(input.UserArn)], isIdentity: false }
    case 'GenerateEmbedUrlForAnonymousUser':
      return {
        resources: [arn(region, `namespace/${input.Namespace}`), ...((input.AuthorizedResourceArns ?? []) as string[])],
        isIdentity: false,
      }
    case 'DescribeDashboard':
    case 'DescribeDashboardPermissions':
      return { resources: [arn(region, `dashboard/${input.DashboardId}`)], isIdentity: false }
    case 'DescribeDataSet':
      return { resources: [arn(region, `dataset/${input.DataSetId}`)], isIdentity: false }
    case 'DescribeAccountSubscription':
      return { resources: [], isIdentity: true }
    case 'ListDashboards':
      return { resources: [], isIdentity: false }
  }
}

const answers: Readonly<Record<ReadRequest['operation'], (input: Input, context: ApiContext) => Answer>> = {
  DescribeAccountSubscription: (_input, { account }) =>
    done({
      AccountInfo: { AccountName: 'stand-in', Edition: account.edition, AccountSubscriptionStatus: 'ACCOUNT_CREATED' },
    }),

  DescribeUser(input, { account }) {
    const user = account.users.find(
      ({ namespace, userName }) => namespace === input.Namespace && userName === input.UserName,
    )
    if (user === undefined) return missing(`User ${input.UserName} does not exist.`)
    const { userName, role, active } = user
    return done({
      User: {
        Arn: userArn(account, user),
        UserName: userName,
        Email: `${userName.split('/').at(-1)}@example.org`,
        Role: role,
        IdentityType: 'IAM',
        Active: active,
        PrincipalId: `federated/iam/${userName}`,
      },
    })
  },

  ListDashboards(input, context) {
    const start = Number(input.NextToken ?? 0)
    const most = Number(input.MaxResults ?? 100)
    const page = context.account.dashboards.slice(start, start + most)
    const next = start + most
    return done({
      DashboardSummaryList: page.map(({ id, name }) => ({
        DashboardId: id,
        Name: name,
        Arn: dashboardArn(context, id),
        PublishedVersionNumber: 1,
      })),
      ...(next < context.account.dashboards.length && { NextToken: String(next) }),
    })
  },

  DescribeDashboard: (input, context) =>
    withDashboard(input.DashboardId, context, ({ id, name, status, dataSets }) =>
      done({
        Dashboard: {
          DashboardId: id,
          Arn: dashboardArn(context, id),
          Name: name,
          Version: {
            VersionNumber: 1,
            Status: status,
            DataSetArns: dataSets.map((each) => arnIn(context, `dataset/${each}`)),
          },
        },
      }),
    ),

  DescribeDashboardPermissions: (input, context) =>
    withDashboard(input.DashboardId, context, ({ id, sharedWith }) =>
      done({
        DashboardId: id,
        DashboardArn: dashboardArn(context, id),
        Permissions: sharedWith.map((principal) => ({
          Principal: `arn:aws:quicksight:${context.account.identityRegion}:${context.account.accountId}:${principal}`,
          Actions: ['quicksight:DescribeDashboard', 'quicksight:QueryDashboard', 'quicksight:ListDashboardVersions'],
        })),
      }),
    ),

  DescribeDataSet(input, context) {
    const dataSet = context.account.dataSets.find(({ id }) => id === input.DataSetId)
    if (dataSet === undefined) return missing(`DataSet ${input.DataSetId} is not found.`)
    const { id, name, rules, semantic } = dataSet
    const table = {
      Alias: name,
      DestinationTableId: 't1',
      ...(rules && { RowLevelPermissionConfiguration: { TagConfiguration: rules } }),
    }
    return done({
      DataSet: {
        Arn: arnIn(context, `dataset/${id}`),
        DataSetId: id,
        Name: name,
        ImportMode: 'DIRECT_QUERY',
        ...(semantic
          ? { SemanticModelConfiguration: { TableMap: { t1: table } } }
          : rules && { RowLevelPermissionTagConfiguration: rules }),
      },
    })
  },

  GenerateEmbedUrlForRegisteredUser(input, context) {
    const { account } = context
    const user = account.users.find((each) => userArn(account, each) === input.UserArn)
    if (user === undefined) return refusal('QuickSightUserNotFoundException', 404, 'User not found')
    if (account.edition === 'STANDARD') return refusal('UnsupportedUserEditionException', 403, 'Standard edition')
    const { Dashboard, QuickSightConsole } = input.ExperienceConfiguration as Record<string, Record<string, unknown>>
    const who = { kind: 'registered', namespace: user.namespace, userName: user.userName } as const
    if (QuickSightConsole !== undefined) return grant({ kind: 'console' }, who, input, context)
    return withDashboard(Dashboard?.InitialDashboardId, context, ({ id }) =>
      grant({ kind: 'dashboard', id }, who, input, context),
    )
  },

  GenerateEmbedUrlForAnonymousUser(input, context) {
    if (!context.account.capacityPricing) {
      return refusal('UnsupportedPricingPlanException', 403, 'This account is not on a capacity pricing plan.')
    }
    const { Dashboard } = input.ExperienceConfiguration as Record<string, Record<string, unknown>>
    return withDashboard(Dashboard?.InitialDashboardId, context, ({ id }) => {
      const authorised = input.AuthorizedResourceArns as readonly string[]
      if (!authorised.includes(dashboardArn(context, id))) {
        return refusal('InvalidParameterValueException', 400, 'Initial dashboard is not among AuthorizedResourceArns')
      }
      const given = (input.SessionTags ?? []) as readonly { readonly Key: string; readonly Value: string }[]
      const isTag = ({ Key, Value }: (typeof given)[number]) => inLength(Key, 128) && inLength(Value, 256)
      if (given.length > 50 || !given.every(isTag)) {
        return refusal('InvalidParameterValueException', 400, 'SessionTags: 50 of 128 and 256 characters')
      }
      const tags = Object.fromEntries(given.map(({ Key, Value }) => [Key, Value]))
      return grant({ kind: 'dashboard', id }, { kind: 'anonymous', tags }, input, context)
    })
  },
}

function grant(experience: Grant['experience'], who: Grant['who'], input: Input, context: ApiContext): Answer {
  const minutes = Number(input.SessionLifetimeInMinutes ?? 600)
  if (minutes < 15 || minutes > 600) {
    return refusal('SessionLifetimeInMinutesInvalidException', 400, 'SessionLifetimeInMinutes: 15 to 600')
  }
  const domains = (input.AllowedDomains ?? []) as readonly string[]
  if (domains.length > 3 || !domains.every(isDomain)) {
    return refusal('InvalidParameterValueException', 400, 'AllowedDomains: up to three domains, https or localhost')
  }
  const { id, code } = context.sessions.make({ experience, who, minutes, domains })
  const path =
    experience.kind === 'console'
      ? `embedding/${id}/start`
      : `embed/${id}/dashboards/${encodeURIComponent(experience.id)}`
  return done({
    EmbedUrl: `${context.frames}/${path}?code=${code}&identityprovider=quicksight&isauthcode=true`,
    ...(who.kind === 'anonymous' && {
      AnonymousUserArn: `arn:aws:quicksight:${context.region}:${context.account.accountId}:user/anonymous/${id}`,
    }),
  })
}

function isDomain(domain: string): boolean {
  return /^https:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/i.test(domain) || /^http:\/\/localhost(:\d+)?$/i.test(domain)
}

function inLength(text: string, most: number): boolean {
  return text.length >= 1 && text.length <= most
}

function withDashboard(id: unknown, { account }: ApiContext, answer: (dashboard: StandInDashboard) => Answer): Answer {
  const dashboard = account.dashboards.find((each) => each.id === id)
  return dashboard === undefined ? missing(`Dashboard ${id} is not found.`) : answer(dashboard)
}

function userArn(account: StandInAccount, { namespace, userName }: StandInUser): string {
  return `arn:aws:quicksight:${account.identityRegion}:${account.accountId}:user/${namespace}/${userName}`
}

function arnIn({ account, region }: ApiContext, resource: string): string {
  return `arn:aws:quicksight:${region}:${account.accountId}:${resource}`
}

function dashboardArn(context: ApiContext, id: string): string {
  return arnIn(context, `dashboard/${id}`)
}

function done(body: Readonly<Record<string, unknown>>): Answer {
  return { status: 200, body }
}

function missing(message: string): Answer {
  return refusal('ResourceNotFoundException', 404, message)
}

function deniedTo({ accountId }: StandInAccount, operation: string, resource: string): Answer {
  const user = `arn:aws:iam::${accountId}:user/panorama`
  const action = `quicksight:${operation}`
  return refusal(
    'AccessDeniedException',
    403,
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource}`,
  )
}

export function refusal(error: string, status: number, message: string): Answer {
  return { status, body: { Message: message }, error }
}
