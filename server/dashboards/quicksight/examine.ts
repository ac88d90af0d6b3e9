import type { DataSet, RowLevelPermissionTagConfiguration } from '@aws-sdk/client-quicksight'
import type { Finding } from '../../contract/finding.ts'
import type { Locale } from '../../contract/text.ts'
import { PanoramaError } from '../../kernel/errors.ts'
import type { QuickSightClient } from './client.ts'
import { findings, type Remedy, remedyOf } from './examine-words.ts'
import { dashboardFeatures } from './features.ts'
import type { Operation, Operations } from './operations.ts'
import type { Refusal, RefusalReason } from './refusal.ts'
import { tagKeys } from './session-tags.ts'
import { arnOf, type QuickSightSettings } from './settings.ts'
import { readUserArn } from './user-arn.ts'

export interface Examination {
  readonly settings: QuickSightSettings
  readonly client: QuickSightClient
  readonly locale: Locale
  readonly signal?: AbortSignal
  /** Dashboards to look at; `all` for every one of the account. */
  readonly dashboards: readonly ExaminedDashboard[] | 'all'
  /** Users that were set for people of the site. */
  readonly userArns?: readonly string[]
}

export interface ExaminedDashboard {
  readonly id: string
  readonly holdsRowsOfPeople: boolean
}

/** Refusals of the first question after which every other would end the same. */
const ends: ReadonlySet<RefusalReason> = new Set([
  ...(['unreachable', 'no-stand-in', 'credentials', 'clock'] as const),
  ...(['other-account', 'identity-region', 'no-such-thing'] as const),
])

const embeddableId = /^[\w-]{1,512}$/

/** Dashboards that are looked at side by side: few enough that QuickSight, whose limits nobody knows, bears it. */
const atATime = 4

/**
 * Looks at everything that has to be right before a QuickSight dashboard is seen: the account, the users, and for each
 * dashboard that it is published, shared, and keeps the rows of people apart. It also has QuickSight make addresses, which
 * costs nothing as long as nobody opens them; they are thrown away unseen.
 * @returns what it found, in the order of looking; it fails only when it is aborted
 */
export async function examineQuickSight(examination: Examination): Promise<Finding[]> {
  const { settings, locale } = examination
  const say = findings[locale]
  const found: Finding[] = []
  const note = noteIn(found)

  if (!(await lookAtAccount(examination, note))) return found
  const defaultUser = await lookAtDefaultUser(examination, note)
  for (const arn of examination.userArns ?? []) await lookAtUser(examination, note, say.user(arn), arn)
  const dashboards = await dashboardsOf(examination, note)
  for (let from = 0; from < dashboards.length; from += atATime) {
    const some = dashboards.slice(from, from + atATime)
    const looked = await Promise.all(some.map((dashboard) => lookAtDashboard(examination, dashboard, defaultUser)))
    found.push(...looked.flat())
  }
  if (dashboards.length === 0 && examination.dashboards !== 'all') note(say.dashboards, 'warning', say.noDashboards)
  if (!settings.capacityPricing) await lookForGuests(examination, note, dashboards)
  return found
}

type Note = (subject: string, outcome: Finding['outcome'], words: Remedy | string) => void

function noteIn(found: Finding[]): Note {
  return (subject, outcome, words) => {
    found.push({ subject, outcome, ...(typeof words === 'string' ? { says: words } : words) })
  }
}

type Asked<Name extends Operation> = { readonly output: Operations[Name][1] } | { readonly refusal: Refusal }

async function ask<Name extends Operation>(
  { client, locale, signal }: Examination,
  operation: Name,
  input: Omit<Operations[Name][0], 'AwsAccountId'>,
): Promise<Asked<Name>> {
  try {
    return { output: await client.call(operation, input, { locale, ...(signal && { signal }) }) }
  } catch (failure) {
    if (!(failure instanceof PanoramaError)) throw failure
    return { refusal: failure.cause as Refusal }
  }
}

/** @returns whether it makes sense to look further */
async function lookAtAccount(examination: Examination, note: Note): Promise<boolean> {
  const { locale } = examination
  const say = findings[locale]
  const asked = await ask(examination, 'DescribeAccountSubscription', {})
  if ('refusal' in asked) {
    const { reason } = asked.refusal
    const isEnd = ends.has(reason)
    note(say.account, reason === 'access-denied' ? 'warning' : 'problem', remedyOf(asked.refusal, locale))
    return !isEnd
  }
  const { Edition, AccountSubscriptionStatus: status } = asked.output.AccountInfo ?? {}
  if (status !== undefined && !/^ACCOUNT_CREATED$|^OK$/i.test(status)) {
    note(say.account, 'problem', say.accountNotReady(status))
    return false
  }
  if (Edition === 'STANDARD') note(say.account, 'problem', say.standardEdition)
  else note(say.account, 'ok', say.accountReady(Edition ?? '?'))
  return Edition !== 'STANDARD'
}

/** @returns the default user's ARN as QuickSight writes it; null where there is none that works */
async function lookAtDefaultUser(examination: Examination, note: Note): Promise<string | null> {
  const { settings, locale } = examination
  const say = findings[locale]
  if (settings.defaultUserArn === null) {
    note(say.defaultUser, 'warning', say.noDefaultUser)
    return null
  }
  return lookAtUser(examination, note, say.defaultUser, settings.defaultUserArn)
}

async function lookAtUser(examination: Examination, note: Note, subject: string, arn: string): Promise<string | null> {
  const { settings, locale } = examination
  const say = findings[locale]
  const name = readUserArn(arn)
  if (name === null || name.accountId !== settings.accountId) {
    note(subject, 'problem', say.foreignUser)
    return null
  }
  const asked = await ask(examination, 'DescribeUser', { Namespace: name.namespace, UserName: name.userName })
  if ('refusal' in asked) {
    note(subject, 'problem', remedyOf(asked.refusal, locale))
    return null
  }
  const { Arn, Active, Role } = asked.output.User ?? {}
  if (Active !== true) {
    note(subject, 'problem', say.userInactive)
    return null
  }
  note(subject, 'ok', say.userReady(/AUTHOR|ADMIN/.test(Role ?? '')))
  return Arn ?? null
}

async function dashboardsOf(examination: Examination, note: Note): Promise<readonly ExaminedDashboard[]> {
  const { dashboards, locale } = examination
  if (dashboards !== 'all') return dashboards
  const all: ExaminedDashboard[] = []
  let page: string | undefined
  do {
    const asked = await ask(examination, 'ListDashboards', { MaxResults: 100, ...(page && { NextToken: page }) })
    if ('refusal' in asked) {
      note(findings[locale].account, 'problem', remedyOf(asked.refusal, locale))
      return all
    }
    const { DashboardSummaryList = [], NextToken } = asked.output
    for (const { DashboardId } of DashboardSummaryList) {
      // What nobody has marked yet may hold rows of people.
      if (DashboardId !== undefined) all.push({ id: DashboardId, holdsRowsOfPeople: true })
    }
    page = NextToken
  } while (page !== undefined)
  return all
}

async function lookAtDashboard(
  examination: Examination,
  { id, holdsRowsOfPeople }: ExaminedDashboard,
  defaultUser: string | null,
): Promise<Finding[]> {
  const { settings, locale } = examination
  const found: Finding[] = []
  const note = noteIn(found)
  const say = findings[locale]
  const subject = say.dashboard(id)
  if (!embeddableId.test(id)) {
    note(subject, 'problem', say.unembeddableId)
    return found
  }
  const asked = await ask(examination, 'DescribeDashboard', { DashboardId: id })
  if ('refusal' in asked) {
    const outcome = asked.refusal.reason === 'access-denied' ? 'warning' : 'problem'
    note(subject, outcome, remedyOf(asked.refusal, locale))
    if (outcome === 'problem') return found
  } else {
    const { Name, Version } = asked.output.Dashboard ?? {}
    const isPublished = /_SUCCESSFUL$/.test(Version?.Status ?? '')
    if (isPublished) note(subject, 'ok', say.dashboardReady(Name ?? id))
    else note(subject, 'problem', say.unpublished(Version?.Status ?? '?'))
    if (holdsRowsOfPeople && settings.capacityPricing) {
      for (const arn of Version?.DataSetArns ?? []) await lookAtDataSet(examination, note, arn)
    }
  }
  if (defaultUser !== null) await lookAtDoor(examination, note, id, defaultUser)
  if (settings.capacityPricing) {
    const refusal = await guestRefusal(examination, id)
    if (refusal === null) note(subject, 'ok', say.opensForGuests)
    else note(subject, 'problem', remedyOf(refusal, locale))
  }
  return found
}

/** Whether the default user gets in: an address alone is no permission to see. */
async function lookAtDoor(examination: Examination, note: Note, id: string, userArn: string): Promise<void> {
  const { settings, locale } = examination
  const say = findings[locale]
  const subject = say.dashboard(id)
  const shared = await ask(examination, 'DescribeDashboardPermissions', { DashboardId: id })
  if ('refusal' in shared) {
    note(subject, 'warning', remedyOf(shared.refusal, locale))
  } else {
    const everybody = shared.output.LinkSharingConfiguration?.Permissions ?? []
    const principals = [...(shared.output.Permissions ?? []), ...everybody].map(({ Principal }) => Principal ?? '')
    const namespace = `:namespace/${readUserArn(userArn)?.namespace}`
    const isShared = principals.some((each) => each === userArn || each.endsWith(namespace))
    if (!isShared) note(subject, 'warning', say.notShared)
  }
  const opened = await ask(examination, 'GenerateEmbedUrlForRegisteredUser', {
    UserArn: userArn,
    SessionLifetimeInMinutes: settings.sessionMinutes,
    AllowedDomains: [...settings.allowedDomains],
    ExperienceConfiguration: { Dashboard: { InitialDashboardId: id, FeatureConfigurations: dashboardFeatures([]) } },
  })
  if ('refusal' in opened) note(subject, 'problem', remedyOf(opened.refusal, locale))
  else note(subject, 'ok', say.opensForDefaultUser)
}

/** Whether a data set keeps guests apart. */
async function lookAtDataSet(examination: Examination, note: Note, arn: string): Promise<void> {
  const { locale } = examination
  const say = findings[locale]
  const id = arn.split(':dataset/')[1] ?? ''
  const asked = await ask(examination, 'DescribeDataSet', { DataSetId: id })
  if ('refusal' in asked) {
    note(say.dataSet(id), 'problem', remedyOf(asked.refusal, locale))
    return
  }
  const dataSet = asked.output.DataSet ?? {}
  const subject = say.dataSet(dataSet.Name ?? id)
  const tables = tagRulesOf(dataSet)
  if (tables.length === 0 || tables.some((rules) => rules === null)) {
    note(subject, 'problem', say.noRules(id))
    return
  }
  const rules = tables.flatMap((each) => each?.TagRules ?? [])
  const isOurs = (key: string | undefined) =>
    [tagKeys.userId, tagKeys.courseKeys, tagKeys.orgs].some((known) => key === known)
  for (const { TagKey, MatchAllValue } of rules) {
    if (MatchAllValue !== undefined) note(subject, 'warning', say.masterKey(TagKey ?? '?'))
  }
  const everyTable = tables.every((each) => (each?.TagRules ?? []).some(({ TagKey }) => isOurs(TagKey)))
  if (!everyTable) note(subject, 'problem', say.noTagRules)
  else note(subject, 'ok', say.rulesInForce([...new Set(rules.map(({ TagKey }) => TagKey))].join(', ')))
}

/** The rules for guests, one for each table that people see; null for a table that has none in force. */
function tagRulesOf(dataSet: DataSet): (RowLevelPermissionTagConfiguration | null)[] {
  const inForce = (rules: RowLevelPermissionTagConfiguration | undefined) =>
    rules !== undefined && rules.Status !== 'DISABLED' && (rules.TagRules ?? []).length > 0 ? rules : null
  // Data sets of the newer make have their rules in each table of their semantic model.
  const tables = Object.values(dataSet.SemanticModelConfiguration?.TableMap ?? {})
  if (tables.length === 0) return [inForce(dataSet.RowLevelPermissionTagConfiguration)]
  return tables.map((table) => inForce(table.RowLevelPermissionConfiguration?.TagConfiguration))
}

/** Has QuickSight make an address for a guest who can see nothing; null where it does. */
async function guestRefusal(examination: Examination, id: string): Promise<Refusal | null> {
  const { settings } = examination
  const asked = await ask(examination, 'GenerateEmbedUrlForAnonymousUser', {
    Namespace: settings.namespace,
    SessionLifetimeInMinutes: 15,
    AllowedDomains: [...settings.allowedDomains],
    AuthorizedResourceArns: [arnOf(settings, settings.region, `dashboard/${id}`)],
    SessionTags: [{ Key: tagKeys.userId, Value: 'nobody' }],
    ExperienceConfiguration: { Dashboard: { InitialDashboardId: id } },
  })
  return 'refusal' in asked ? asked.refusal : null
}

/** Where guests are switched off: whether the account would take them. */
async function lookForGuests(
  examination: Examination,
  note: Note,
  dashboards: readonly ExaminedDashboard[],
): Promise<void> {
  const say = findings[examination.locale]
  const [first] = dashboards
  const wouldWork = first !== undefined && (await guestRefusal(examination, first.id)) === null
  if (wouldWork) note(say.guests, 'warning', say.guestsWouldWork)
  else note(say.guests, 'ok', say.guestsOff)
}
