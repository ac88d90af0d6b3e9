import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { decodeJwt } from 'jose'
import type { Mode } from '../server/contract/mode.ts'
import { demoAccount } from '../server/demo/stand-in-quicksight/account.ts'
import { startStandInQuickSight } from '../server/demo/stand-in-quicksight/stand-in-quicksight.ts'
import { systemClock } from '../server/kernel/clock.ts'
import { freePort } from '../server/testing/free-port.ts'
import { hostedKey, startTestHosted } from '../server/testing/hosted.ts'
import { cookiePair, keySetOf, loginClaims, makeRsaKey, signToken, startTestLms } from '../server/testing/lms.ts'

const root = new URL('..', import.meta.url).pathname
const lmsUrl = 'https://learn.example.org'

/** Whom the LMS of this site knows: of a course team, a learner, and who may do everything; as many of each as one likes. */
const people = {
  teacher: { preferred_username: 'ingrid', name: 'Ingrid Haugen', superuser: false },
  learner: { preferred_username: 'amara', name: 'Amara Okafor', superuser: false },
  superuser: { preferred_username: 'ada', name: 'Ada Root', superuser: true },
} as const
const teaches = [{ role: 'staff', org: 'Riverside', course_id: 'course-v1:Riverside+BIO101+2026' }]

/** A site with an LMS and the hosted service, each a server that speaks as the real one does. */
export type HostedSite = Awaited<ReturnType<typeof openHostedSite>>

/**
 * Starts the built product beside an LMS, the hosted service, which checks signatures, and QuickSight, whose frames the
 * hosted service's addresses open.
 */
export async function openHostedSite(mode: Mode, settings: Readonly<Record<string, string>>) {
  const lms = await startTestLms()
  lms.answer = ({ url = '', headers }, response) => {
    const { preferred_username } = decodeJwt(String(headers.authorization).replace('JWT ', ''))
    const roles = String(preferred_username).startsWith(people.teacher.preferred_username) ? teaches : []
    const body = url.startsWith('/api/enrollment/v1/roles/') ? { roles, is_staff: false } : { 'pref-lang': 'en' }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const quickSight = await startStandInQuickSight({
    ...{ port: 0, account: demoAccount('localhost:2100'), clock: systemClock, dataDir: null },
  })
  const hosted = await startTestHosted(systemClock)
  const port = await freePort()
  const url = `http://localhost:${port}`
  hosted.addressOf = (name) => {
    if (name === 'page') return `${quickSight.frames}/?page`
    const dashboard = 'courses-of-the-site'
    const who = { kind: 'registered', namespace: 'default', userName: 'panorama' } as const
    const { id, code } = quickSight.sessions.make({
      ...{ experience: { kind: 'dashboard', id: dashboard }, who, minutes: 60, domains: [url] },
    })
    return `${quickSight.frames}/embed/${id}/dashboards/${dashboard}?code=${code}&identityprovider=quicksight&isauthcode=true`
  }
  const { publicKey, privateKey } = makeRsaKey()
  const dataDir = mkdtempSync(join(tmpdir(), 'panorama-hosted-'))
  const service = spawn(process.execPath, ['build/main.js'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      PANORAMA_DATA_DIR: dataDir,
      PANORAMA_MFE_PORT: String(port),
      PANORAMA_MODE: mode,
      PANORAMA_DEMO_LEARNERS: '5',
      PANORAMA_LOG_LEVEL: 'warn',
      PANORAMA_LMS_URL: lmsUrl,
      PANORAMA_LMS_INTERNAL_URL: lms.url,
      PANORAMA_JWT_PUBLIC_JWK_SET: JSON.stringify(keySetOf(publicKey)),
      PANORAMA_AWS_ACCESS_KEY: hostedKey.accessKeyId,
      PANORAMA_AWS_SECRET_ACCESS_KEY: hostedKey.secretAccessKey,
      PANORAMA_HOSTED_DEMO_URL: `${hosted.url}/get-demo-dashboards`,
      PANORAMA_HOSTED_FREE_URL: `${hosted.url}/get-free-dashboards`,
      PANORAMA_HOSTED_SAAS_URL: `${hosted.url}/get-saas-dashboards`,
      PANORAMA_HOSTED_FRAME_ORIGINS: quickSight.frames,
      ...settings,
    },
  })
  const logged: string[] = []
  service.stderr.on('data', (chunk) => logged.push(String(chunk)))
  let signedIn = 0
  const tokenOf = (who: keyof typeof people) => {
    signedIn += 1
    const preferred_username = `${people[who].preferred_username}-${signedIn}`
    return signToken(privateKey, loginClaims(new Date(), { ...people[who], user_id: signedIn, preferred_username }))
  }
  await answering(url, service, logged)

  return {
    url,
    hosted,
    frames: quickSight.frames,
    logged,
    /** Has a browser be somebody whom the LMS signed in: each time another, of whom nothing is kept yet. */
    async signIn(context: BrowserContext, who: keyof typeof people): Promise<void> {
      const cookies = Object.entries(cookiePair(await tokenOf(who)))
      await context.clearCookies()
      await context.addCookies(cookies.map(([name, value]) => ({ name, value, url })))
    },
    async switchTo(next: Mode): Promise<void> {
      const answer = await fetch(`${url}/api/settings/mode`, {
        method: 'PUT',
        headers: { authorization: `JWT ${await tokenOf('superuser')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ mode: next }),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    async close(): Promise<void> {
      const ended = new Promise((resolve) => service.once('exit', resolve))
      service.kill('SIGTERM')
      await ended
      await Promise.all([lms.close(), hosted.close(), quickSight.close()])
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function answering(url: string, service: ChildProcess, logged: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (service.exitCode !== null) throw new Error(`The service ended:\n${logged.join('')}`)
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The service did not start:\n${logged.join('')}`)
}
