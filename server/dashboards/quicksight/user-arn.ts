export interface UserName {
  readonly accountId: string
  readonly namespace: string
  /** As QuickSight has it; `role/session` for people who come through an IAM role. */
  readonly userName: string
}

/** What the ARN of a QuickSight user names, or null for anything else: `arn:aws:quicksight:REGION:ACCOUNT:user/NAMESPACE/NAME`. */
export function readUserArn(arn: string): UserName | null {
  const parts = /^arn:aws[a-z-]*:quicksight:[a-z0-9-]*:(\d{12}):user\/([^/]+)\/(.+)$/.exec(arn)
  if (parts === null) return null
  const [, accountId, namespace, userName] = parts as unknown as [string, string, string, string]
  return { accountId, namespace, userName }
}
