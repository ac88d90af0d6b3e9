import { expect, test } from 'vitest'
import { blockOnScreen } from './block-on-screen.ts'
import { dashboard } from './testing/dashboard.ts'

const video = 'block-v1:Riverside+BIO101+2026+type@video+block@cells'

test.each([
  ['what is chosen on the tab', 'activity', `video=${encodeURIComponent(video)}`, video],
  ['nothing where nothing is chosen', 'activity', 'period=28d', undefined],
  ['nothing on a tab that has nothing of it', 'people', `video=${encodeURIComponent(video)}`, undefined],
  ['nothing on the first tab, which has nothing of it', undefined, `video=${encodeURIComponent(video)}`, undefined],
  ['nothing for an empty choice', 'activity', 'video=', undefined],
])('the block that a page is about is %s', (_what, tab, search, expected) => {
  expect(blockOnScreen(dashboard, tab, new URLSearchParams(search))).toBe(expected)
})
