import { AthenaClient } from '@aws-sdk/client-athena'
import { GlueClient } from '@aws-sdk/client-glue'
import type { CatalogueSettings } from './catalogue-settings.ts'

const attempts = 8
const connectMs = 5_000
const answerMs = 60_000

type Place = Pick<CatalogueSettings, 'region' | 'credentials' | 'endpoint'>

export const connectGlue = (place: Place) => new GlueClient(optionsOf(place))
export const connectAthena = (place: Place) => new AthenaClient(optionsOf(place))

/** Who asks too often is told so: the client then waits, ever longer, and asks less often from there on. */
function optionsOf({ region, credentials, endpoint }: Place) {
  return {
    region,
    maxAttempts: attempts,
    retryMode: 'adaptive',
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true },
    ...(credentials && { credentials }),
    ...(endpoint !== null && !isOfAws(endpoint) && { endpoint }),
  }
}

/** An address of S3 in AWS, of a private network for instance, is none of Glue. A service of one's own may be all of them. */
function isOfAws(endpoint: string): boolean {
  return /\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname)
}
