import { readFileSync } from 'node:fs'
import type { Page, Response } from '@playwright/test'
import { demoCast } from '../server/demo/cast.ts'
import { demoAccount } from '../server/demo/stand-in-quicksight/account.ts'
import { journeysUrl, serviceLog } from './playwright.config.ts'

/** All that reaches a browser: address, headers and body of every answer, in frames too. */
export interface Hearing {
  /**
   * What of it nobody should be told: keys and identities anywhere, and names of people.
   * @param except usernames of those who may be named
   * @param inFrames whether names in the frames of other tools count as well
   * @returns what was found, and the address at which it was
   */
  leaks(what: { readonly except: readonly string[]; readonly inFrames: boolean }): Promise<readonly string[]>
}

/** Listens from now on. */
export function hearEverything(page: Page): Hearing {
  const heard: Promise<{ url: URL; text: string }>[] = []
  page.context().on('response', (response) => heard.push(toldBy(response)))
  return {
    async leaks({ except, inFrames }) {
      const all = await Promise.all(heard)
      if (!all.some(({ url }) => url.pathname === '/api/embeds')) throw new Error('There was nothing to hear.')
      return all.flatMap(({ url, text }) => {
        const isOurs = url.origin === journeysUrl
        const names = isOurs || inFrames ? namesOfOthers(...except) : []
        return [
          ...secrets.filter((secret) => text.includes(secret)),
          ...names.filter((name) => name.test(text)).map(String),
        ].map((found) => `${found} at ${url.origin}${url.pathname}`)
      })
    },
  }
}

async function toldBy(response: Response): Promise<{ url: URL; text: string }> {
  const url = response.url()
  const headers = await response.allHeaders().catch(() => ({}))
  // What is redirected has no body, and a stream has no end.
  const isStream = url.endsWith('/api/changes')
  const body = isStream ? '' : await response.text().catch(() => '')
  return { url: new URL(url), text: [url, JSON.stringify(headers), body].join('\n') }
}

/** What nobody is ever told: keys, and as whom anybody appears in QuickSight. */
export const secrets: readonly string[] = [demoAccount('').secretAccessKey, demoAccount('').accessKeyId, 'arn:aws']

/** All that names the people of the demo but these: user ids, usernames, names. */
export function namesOfOthers(...usernames: string[]): RegExp[] {
  return demoCast
    .filter(({ username }) => !usernames.includes(username))
    .flatMap(({ userId, username, name }) => [
      new RegExp(`\\b${userId}\\b`),
      // Of the administrator the word is also that of an area.
      ...(username === 'admin' ? [] : [new RegExp(`\\b${username}\\b`, 'i')]),
      new RegExp(name),
    ])
}

/** The lines that the service has logged so far; what it says to whoever started it is left out. */
export function readServiceLog(): readonly string[] {
  return readFileSync(serviceLog, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
}
