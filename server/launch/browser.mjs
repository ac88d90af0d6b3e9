import { existsSync } from 'node:fs'
import { exit } from 'node:process'
import { installAsRoot, isDebian } from './debian.mjs'

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
  console.error('Looking for Chromium, which the browser tests need …')
  installAsRoot('chromium', 'fonts-noto-core')
  const installed = await lookForChromium()
  if (installed) return installed
  console.error(
    isDebian()
      ? 'It is not there. Run: sudo apt-get install -y chromium'
      : 'It is not there. Run: npx playwright install chromium',
  )
  exit(69)
}

async function lookForChromium() {
  const { chromium } = await import('@playwright/test')
  return [chromium.executablePath(), ...systemBrowsers].find((path) => existsSync(path))
}
