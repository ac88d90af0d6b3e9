import { readConfig } from '../config/read-config.ts'
import { invalidRequest, misconfigured } from '../kernel/errors.ts'
import { lakePolicyOf } from '../lake/catalogue/iam-policy.ts'
import { allListed } from './elt-listed-tables.ts'
import { type EltOptions, readEltSettings } from './elt-settings.ts'
import type { Terminal } from './terminal.ts'

interface Options extends EltOptions {
  readonly forReader?: boolean
  readonly account?: string
  readonly results?: string
}

/**
 * `panorama elt iam-policy`: the least that AWS has to allow for the lake and its catalogue, as JSON for IAM. Connects to nothing.
 * @throws PanoramaError `misconfigured` for a lake in a directory, `invalid_request` for an option that is none
 */
export async function printLakePolicy(terminal: Terminal, options: Options): Promise<void> {
  const { settings } = await readEltSettings(terminal, options)
  const { datalake } = settings
  const { place } = datalake
  if (!('bucket' in place)) {
    throw misconfigured(`${settings.path} names no bucket.`, {
      advice: 'A lake in a folder of this machine needs no rights in AWS.',
    })
  }
  const { awsAccountId } = readConfig(terminal.environment).tutor
  const account = options.account ?? (awsAccountId === '' ? null : awsAccountId)
  if (account !== null && !/^\d{12}$/.test(account)) {
    throw invalidRequest('--account takes the 12 digits of an AWS account.')
  }
  const results = options.results ?? null
  if (results !== null && !/^s3:\/\/[a-z0-9][a-z0-9.-]+(\/.*)?$/.test(results)) {
    throw invalidRequest('--results takes the place of query results, as in s3://my-athena-results/panorama/.')
  }
  const who = options.forReader === true ? 'reader' : 'extractor'
  const policy = lakePolicyOf({ ...datalake, place }, allListed(settings), { for: who, account, results })
  terminal.report(policy, JSON.stringify(policy, null, 2))
  if (datalake.database !== null && results === null) {
    terminal.note(
      'Athena writes results with the rights of who asks: name where the workgroup puts them with --results s3://…, unless it keeps them itself.',
    )
  }
}
