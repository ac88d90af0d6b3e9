import type { Locale } from '../../contract/text.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { QuickSightClient } from './client.ts'
import { readUserArn } from './user-arn.ts'
import { ourRefusals } from './words.ts'

/** Somebody whom an administrator of QuickSight removed or promoted is known as such after this time. */
const freshMs = 5 * 60_000
const mostRemembered = 10_000

export interface RegisteredUser {
  /** As QuickSight itself writes it: IAM compares the ARN of an embedded user letter by letter. */
  readonly arn: string
  readonly namespace: string
  readonly userName: string
  readonly isActive: boolean
  /** Whether they may make dashboards. */
  readonly isAuthor: boolean
}

export interface RegisteredUsers {
  /** @throws PanoramaError `forbidden` for an ARN that is none of this account's, or of nobody; or as the client throws */
  find(arn: string, locale: Locale): Promise<RegisteredUser>
  /** Asks again the next time. */
  forget(arn: string): void
}

/** Looks up whom a configured ARN means: its region and namespace may be written wrongly, or glued together from settings. */
export function createRegisteredUsers(
  client: QuickSightClient,
  { accountId, clock }: { readonly accountId: string; readonly clock: Clock },
): RegisteredUsers {
  const known = new Map<string, { readonly user: Promise<RegisteredUser>; readonly at: number }>()

  async function ask(arn: string, locale: Locale): Promise<RegisteredUser> {
    const name = readUserArn(arn)
    if (name === null || name.accountId !== accountId) throw ourRefusals.foreignUser(locale)
    const { namespace, userName } = name
    const { User } = await client.call('DescribeUser', { Namespace: namespace, UserName: userName }, { locale })
    if (User?.Arn === undefined) throw ourRefusals.foreignUser(locale)
    const isAuthor = /^(RESTRICTED_)?(AUTHOR|ADMIN)(_PRO)?$/.test(User.Role ?? '')
    return { arn: User.Arn, namespace, userName, isActive: User.Active === true, isAuthor }
  }

  return {
    find(arn, locale) {
      const now = clock.now().getTime()
      const remembered = known.get(arn)
      if (remembered !== undefined && now - remembered.at < freshMs) return remembered.user
      const user = ask(arn, locale)
      known.delete(arn)
      known.set(arn, { user, at: now })
      user.catch(() => known.delete(arn))
      const [oldest] = known.keys()
      if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest)
      return user
    },
    forget: (arn) => void known.delete(arn),
  }
}
