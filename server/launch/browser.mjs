import { existsSync, readFileSync } from 'node:fs'
import { exit, getuid } from 'node:process'
import { runQuietly } from './process.mjs'

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/**
 * The Chromium for the browser journeys: Playwright's own when it is installed, else the system's; on Debian and
 * Ubuntu root installs it; everybody else is told the one command.
 */
export async function findChromium() {
  const found = await lookForChromium()
  if (found) return found
  if (isDebian() && getuid?.() === 0) {
    console.error('Installing Chromium for the browser tests …')
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } }
    runQuietly(['apt-get', ['update', '-qq']], quiet)
    runQuietly(['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core']], quiet)
    const installed = await lookForChromium()
    if (installed) return installed
  }
  console.error(
    isDebian()
      ? 'The browser tests need Chromium. Run: sudo apt-get install -y chromium'
      : 'The browser tests need Chromium. Run: npx playwright install chromium',
  )
  exit(69)
}

async function lookForChromium() {
  const { chromium } = await import('@playwright/test')
  return [chromium.executablePath(), ...systemBrowsers].find((path) => existsSync(path))
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
}
