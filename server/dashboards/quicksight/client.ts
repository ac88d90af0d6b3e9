import type { QuickSightClient as AwsClient } from '@aws-sdk/client-quicksight'
import type { Locale } from '../../contract/text.ts'
import type { Logger } from '../../kernel/log.ts'
import { type Operation, type Operations, operations } from './operations.ts'
import { refusalOf } from './refusal.ts'
import { endpointOf, type QuickSightSettings } from './settings.ts'
import { failureOf } from './words.ts'

const connectMs = 2_000
const answerMs = 5_000
/** In all. Throttled calls are tried again after a growing, jittered pause, as the AWS client has it. */
const attempts = 4

type Input<Name extends Operation> = Omit<Operations[Name][0], 'AwsAccountId'>
type Output<Name extends Operation> = Operations[Name][1]

export interface QuickSightClient {
  /**
   * Asks QuickSight, in the region that the operation belongs to.
   * @throws PanoramaError in the reader's language, with the `Refusal` as its cause; the reason of the signal when it aborted
   */
  call<Name extends Operation>(
    operation: Name,
    input: Input<Name>,
    options: { readonly locale: Locale; readonly signal?: AbortSignal },
  ): Promise<Output<Name>>
}

/**
 * Opens no connection before the first call, and loads AWS's client only then: sites without QuickSight never do.
 * @param patienceMs a person waits: what takes longer has failed
 */
export function createQuickSightClient(
  settings: QuickSightSettings,
  log: Logger,
  patienceMs = 10_000,
): QuickSightClient {
  const clients = new Map<string, Promise<AwsClient>>()

  function clientOf(region: string): Promise<AwsClient> {
    const known = clients.get(region) ?? connect(settings, region)
    clients.set(region, known)
    return known
  }

  return {
    async call(operation, input, { locale, signal }) {
      const patience = AbortSignal.timeout(patienceMs)
      try {
        const region = operations[operation].region === 'identity' ? settings.identityRegion : settings.region
        const [client, aws] = [await clientOf(region), await import('@aws-sdk/client-quicksight')]
        const Command = aws[`${operation}Command`] as new (whole: object) => Parameters<AwsClient['send']>[0]
        const abortSignal = signal === undefined ? patience : AbortSignal.any([signal, patience])
        const command = new Command({ ...input, AwsAccountId: settings.accountId })
        return (await client.send(command, { abortSignal })) as Output<typeof operation>
      } catch (cause) {
        signal?.throwIfAborted()
        const refusal = refusalOf(operation, cause, settings)
        log.warn({ provider: 'quicksight', ...refusal }, 'QuickSight refused')
        throw failureOf(refusal, locale)
      }
    },
  }
}

async function connect(settings: QuickSightSettings, region: string): Promise<AwsClient> {
  const { QuickSightClient } = await import('@aws-sdk/client-quicksight')
  return new QuickSightClient({
    region,
    endpoint: endpointOf(settings, region),
    ...(settings.key !== null && { credentials: settings.key }),
    maxAttempts: attempts,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true },
  })
}
