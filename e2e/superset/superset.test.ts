import type { Browser } from '@playwright/test'
import { afterAll, beforeAll } from 'vitest'
import { type BoardPage, openBoard, signedIn, startBrowser } from './board-page.ts'
import { proveCharts } from './charts.ts'
import { proveGuests } from './guests.ts'
import { proveRenewal } from './renewal.ts'
import { proveScreen } from './screen.ts'
import { openStage, type Stage } from './stage.ts'
import { proveSupersetItself } from './superset-itself.ts'

// One stage for all, and one page of the teacher that stays open from the first test to the last.
let stage: Stage
let browser: Browser
let board: BoardPage
beforeAll(async () => {
  stage = await openStage()
  browser = await startBrowser()
  board = await openBoard(await signedIn(browser, stage, 'course teacher'))
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

proveScreen(
  () => stage,
  () => board,
  () => browser,
)
proveCharts(
  () => stage,
  () => board,
)
proveGuests(() => stage)
proveSupersetItself(() => stage)
proveRenewal(
  () => stage,
  () => board,
)
