import type { Config } from '../config/read-config.ts'
import { openStandInLms, type StandInLms } from '../demo/stand-in-lms/stand-in-lms.ts'
import { createIdentity, type Identity } from '../identity/viewer.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Logger } from '../kernel/log.ts'

/** Who signs people in, and how we recognise them. */
export interface SignIn {
  readonly identity: Identity
  /** Null when a real LMS is configured. */
  readonly standIn: StandInLms | null
}

/** @param isDemo whether the mode in force is DEMO: the stand-in LMS answers in no other */
export async function openSignIn(
  config: Config,
  { clock, log, isDemo }: { clock: Clock; log: Logger; isDemo: () => Promise<boolean> },
): Promise<SignIn> {
  const shared = { cookieNames: config.cookies, clock, log }
  if (config.lms !== null) {
    const { url, internalUrl, issuer, keySet } = config.lms
    const lms = { publicUrl: url, internalUrl }
    const trust = { issuers: [issuer], audience: config.jwtAudience, keySet, standInIssuer: null }
    return { identity: createIdentity({ ...shared, ...trust, lms }), standIn: null }
  }
  const publicUrl = `${config.publicUrl}/stand-in-lms`
  const homeUrl = `${config.publicUrl}${config.publicPath}`
  const standIn = await openStandInLms({ clock, dataDir: config.dataDir, publicUrl, homeUrl, isOpen: isDemo })
  const { issuer, audience, keySet } = standIn
  const lms = { publicUrl, internalUrl: `http://${reachable(config.host)}:${config.port}/stand-in-lms` }
  const trust = { issuers: [issuer], audience, keySet, standInIssuer: issuer }
  return { identity: createIdentity({ ...shared, ...trust, lms }), standIn }
}

/** The address under which this process reaches itself, when it listens on all of them. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
