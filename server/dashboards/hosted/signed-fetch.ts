import { SignatureV4 } from '@smithy/signature-v4'
import { Sha256 } from './sha256.ts'

export interface AwsKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Where the vendor's service runs, whatever the region of the site. */
const region = 'us-east-1'

/**
 * The headers of a GET that AWS's API gateway accepts from whoever has a key (Signature Version 4).
 * @param key null: AWS's own chain finds the role of the machine or container
 * @throws whatever the chain throws where there is none
 */
export async function signedHeaders(url: URL, key: AwsKey | null, now: Date): Promise<Record<string, string>> {
  const credentials = key ?? (await import('@aws-sdk/credential-provider-node')).defaultProvider()
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256, applyChecksum: false })
  const { headers } = await signer.sign(
    {
      method: 'GET',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port !== '' && { port: Number(url.port) }),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { host: url.host, accept: 'application/json' },
    },
    { signingDate: now },
  )
  return headers
}
