import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import type { Locator, Page } from '@playwright/test'

const root = new URL('..', import.meta.url).pathname

/** Runs a command of the built product beside the server that the journeys talk to. */
export function panorama(...words: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, ['build/cli.js', ...words], { cwd: root, encoding: 'utf8' })
}

/** The number that a tile of a dashboard shows. */
export function figureOf(page: Page, question: string): Locator {
  return page.getByRole('region', { name: question }).getByRole('paragraph').first()
}
