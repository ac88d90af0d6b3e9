import { type Operation, operations, type Purpose } from './operations.ts'
import { arnOf, type QuickSightSettings } from './settings.ts'

/** An IAM policy, as AWS takes it. */
export interface IamPolicy {
  readonly Version: '2012-10-17'
  readonly Statement: readonly IamStatement[]
}

export interface IamStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: { readonly 'ForAllValues:StringEquals': Readonly<Record<string, readonly string[]>> }
}

export interface PolicyWishes {
  readonly purposes: readonly Purpose[]
  /** Ids of the only dashboards that guests may be shown; all of the account when there are none. */
  readonly dashboards?: readonly string[]
  /** Further namespaces that have users, beside that of the settings. */
  readonly namespaces?: readonly string[]
}

/**
 * The least that IAM has to allow, made from the operations that the program calls. What shows dashboards reads no data and
 * makes no users; what the doctor reads beyond that is a policy of its own, so that it can be taken away again.
 */
export function iamPolicyOf(settings: QuickSightSettings, wishes: PolicyWishes): IamPolicy {
  const wanted = (Object.keys(operations) as Operation[]).filter((name) =>
    wishes.purposes.includes(operations[name].purpose),
  )
  const groups = new Map<string, Operation[]>()
  for (const name of wanted) {
    const { resources, namesDomains, region } = operations[name]
    const group = JSON.stringify([resources, namesDomains, resources.includes('any') ? 'any' : region])
    groups.set(group, [...(groups.get(group) ?? []), name])
  }
  return { Version: '2012-10-17', Statement: [...groups.values()].map((names) => statementOf(names)) }

  function statementOf(names: readonly Operation[]): IamStatement {
    const { resources, namesDomains } = operations[names[0]!]
    return {
      Sid: names[0]!,
      Effect: 'Allow',
      Action: names.map((name) => `quicksight:${name}`),
      Resource: resources.flatMap((resource) => resourceArns(resource)),
      ...(namesDomains && {
        Condition: {
          'ForAllValues:StringEquals': { 'quicksight:AllowedEmbeddingDomains': [...settings.allowedDomains] },
        },
      }),
    }
  }

  function resourceArns(resource: (typeof operations)[Operation]['resources'][number]): string[] {
    const { region, identityRegion, namespace } = settings
    const namespaces = [...new Set([namespace, ...(wishes.namespaces ?? [])])]
    if (resource === 'any') return ['*']
    if (resource === 'user') return namespaces.map((each) => arnOf(settings, identityRegion, `user/${each}/*`))
    if (resource === 'namespace') {
      return [...new Set([region, identityRegion])].map((each) => arnOf(settings, each, `namespace/${namespace}`))
    }
    if (resource === 'dataset') return [arnOf(settings, region, 'dataset/*')]
    const { dashboards = [] } = wishes
    return (dashboards.length === 0 ? ['*'] : dashboards).map((id) => arnOf(settings, region, `dashboard/${id}`))
  }
}
