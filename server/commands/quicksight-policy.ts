import { type IamPolicy, iamPolicyOf } from '../dashboards/quicksight/iam-policy.ts'
import type { Purpose } from '../dashboards/quicksight/operations.ts'
import { rowRulesOf } from '../dashboards/quicksight/row-rules.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { readQuickSight } from './quicksight.ts'
import type { Terminal } from './terminal.ts'

export interface PolicyOptions {
  readonly for: string
  readonly dashboard: readonly string[]
  readonly namespace: readonly string[]
}

/** AWS takes no more in one policy of a user or role. */
const mostCharacters = 6144

/**
 * `panorama quicksight iam-policy`: the least that the user or role of Panorama has to be allowed, as JSON for IAM.
 * @throws PanoramaError `invalid_request` for a purpose that is none, or for more than AWS takes
 */
export async function printIamPolicy(terminal: Terminal, options: PolicyOptions): Promise<void> {
  const settings = readQuickSight(terminal)
  const { dashboard: dashboards, namespace: namespaces } = options
  const policy = iamPolicyOf(settings, { purposes: purposesOf(options.for), dashboards, namespaces })
  if (sizeOf(policy) > mostCharacters) {
    throw invalidRequest('The policy is longer than AWS takes.', {
      advice: 'Name fewer dashboards with --dashboard, or none: then all of the account are allowed.',
    })
  }
  terminal.report(policy, JSON.stringify(policy, null, 2))
  if (!settings.capacityPricing && options.for === 'serve') {
    terminal.note(
      'Guests are not among it: PANORAMA_QUICKSIGHT_CAPACITY_PRICING is false. Switched on, it needs what --for guests adds.',
    )
  }

  function purposesOf(text: string): Purpose[] {
    if (text === 'serve') return settings.capacityPricing ? ['serve', 'guests'] : ['serve']
    if (text === 'guests') return ['serve', 'guests']
    if (text === 'doctor') return ['doctor']
    throw invalidRequest(`--for takes serve, guests or doctor, not ${text}.`)
  }
}

/** AWS does not count what is there for people. */
function sizeOf(policy: IamPolicy): number {
  return JSON.stringify(policy).length
}

export interface RowRuleOptions {
  readonly lmsColumn: string
  readonly userColumn: string
  readonly courseColumn: string
  readonly orgColumn: string
  readonly courses: string
}

/** About this many keys of courses go into one tag. */
const coursesInATag = 6
/** 50 rules are AWS's limit; three are for the LMS, the learner and the organisations. */
const mostLists = 47

/**
 * `panorama quicksight row-rules`: the row rules of a data set whose dashboards guests see, as JSON for `RowLevelPermissionTagConfiguration`.
 * @throws PanoramaError `invalid_request` for a number of courses that is none
 */
export async function printRowRules(terminal: Terminal, options: RowRuleOptions): Promise<void> {
  const courses = Number(options.courses)
  if (!Number.isInteger(courses) || courses < 1 || courses > mostLists * coursesInATag) {
    throw invalidRequest(`--courses takes a number from 1 to ${mostLists * coursesInATag}, not ${options.courses}.`)
  }
  const columnOf = (name: string) => (name === 'none' ? null : name)
  const columns = {
    lms: columnOf(options.lmsColumn),
    userId: columnOf(options.userColumn),
    courseKey: columnOf(options.courseColumn),
    org: columnOf(options.orgColumn),
  }
  if (columns.userId === null && columns.courseKey === null && columns.org === null) {
    throw invalidRequest('These rules would open nothing to anybody.', {
      advice: 'Name a column of user ids, of course keys or of organisations.',
    })
  }
  const rules = rowRulesOf(columns, Math.ceil(courses / coursesInATag))
  terminal.report(rules, JSON.stringify(rules, null, 2))
}
