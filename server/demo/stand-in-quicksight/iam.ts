import type { StandInPolicy } from './account.ts'

/** What a request wants to do: an action, on all of these resources. */
export interface Wish {
  readonly action: string
  /** Empty for an operation that knows no resources: only `*` allows it. */
  readonly resources: readonly string[]
  readonly domains: readonly string[]
}

/** Whether a policy of allowing statements allows a wish, as IAM decides it. */
export function allows(policy: StandInPolicy, { action, resources, domains }: Wish): boolean {
  return (resources.length === 0 ? ['*'] : resources).every((resource) =>
    policy.Statement.some(
      (statement) =>
        statement.Action.some((pattern) => matches(pattern, action)) &&
        statement.Resource.some((pattern) => matches(pattern, resource)) &&
        isMet(statement.Condition, domains),
    ),
  )
}

/** `ForAllValues` is also met where there is no value at all. */
function isMet(condition: StandInPolicy['Statement'][number]['Condition'], domains: readonly string[]): boolean {
  const allowed = condition?.['ForAllValues:StringEquals']['quicksight:AllowedEmbeddingDomains']
  return allowed === undefined || domains.every((domain) => allowed.includes(domain))
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(text)
}
