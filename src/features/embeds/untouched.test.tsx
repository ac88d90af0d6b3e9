import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers } from '../../data/testing/service.ts'
import { aSession } from '../../data/testing/site.ts'
import { EmbedsPage } from './embeds-page.tsx'

it('whoever looks as somebody reads what they are shown beside, and why it is not opened', async () => {
  const console = { message: 'Here they can open QuickSight.', advice: 'They do so as a user of their own.' }
  answers('session', aSession())
  answers('courses', { courses: [], asOf: null })
  answers('embeds', { embeds: [], studio: false, hostedProblem: null, untouched: [console] })
  renderScreen(<EmbedsPage />, { at: '/dashboards' })
  expect(await screen.findByText(console.message)).toBeVisible()
  expect(screen.getByText(console.advice)).toBeVisible()
  // It is not as if there were nothing.
  expect(screen.queryByText(/No dashboard/)).toBeNull()
})
