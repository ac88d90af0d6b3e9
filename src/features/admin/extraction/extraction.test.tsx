import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { HttpResponse, http } from 'msw'
import { describe, expect, it } from 'vitest'
import type { ExtractionRun, ExtractionState } from '../../../../server/contract/extraction.ts'
import { renderScreen } from '../../../data/testing/render.tsx'
import { answers, service } from '../../../data/testing/service.ts'
import { Extraction } from './extraction.tsx'

const aRun = (differences: Partial<ExtractionRun> = {}): ExtractionRun => ({
  id: 'run',
  startedAt: '2026-05-03T11:55:00Z',
  finishedAt: '2026-05-03T11:56:10Z',
  outcome: 'done',
  startedBy: 'schedule',
  tables: [],
  failure: null,
  ...differences,
})

const aState = (differences: Partial<ExtractionState> = {}): ExtractionState => ({
  isConfigured: true,
  isAllowed: true,
  schedule: { crontab: '55 * * * *', timeZone: 'UTC', nextAt: '2026-05-03T12:55:00Z' },
  runs: [aRun()],
  tables: [
    {
      ...{ datasource: 'lms', table: 'auth_user', at: '2026-05-03T11:56:00Z', outcome: 'done' },
      ...{ rows: 2_011, asOf: '2026-05-03T11:55:00Z', failure: null },
      warnings: ['password: never leaves the LMS, and is left empty.'],
    },
  ],
  ...differences,
})

const runNow = () => screen.findByRole('button', { name: 'Run now' })

describe('data from the LMS', () => {
  it('is told in a sentence, then table by table, with when it comes again', async () => {
    answers('extraction', aState())
    renderScreen(<Extraction />)
    expect(await screen.findByText(/^Everything was read from the LMS .* ago\.$/)).toBeVisible()
    expect(screen.getByText(/^Next: May 3, 2026, 12:55.PM \(UTC\)\. By schedule: 55 \* \* \* \*, UTC\.$/)).toBeVisible()
    const row = screen.getByRole('row', { name: /auth_user/ })
    expect(within(row).getByText('2,011')).toBeVisible()
    await userEvent.click(within(row).getByText('1 remark'))
    expect(within(row).getByText(/password: never leaves/)).toBeVisible()
    await userEvent.click(screen.getByText('The last runs'))
    expect(screen.getByRole('row', { name: /schedule Done/ })).toHaveTextContent('70')
  })

  it('comes now when an administrator wants it, and says how far it is', async () => {
    let asked = 0
    answers('extraction', aState())
    service.use(
      http.post('*/api/extraction/runs', () => {
        asked += 1
        answers('extraction', aState({ runs: [aRun({ outcome: 'running', finishedAt: null })] }))
        return HttpResponse.json(aState(), { status: 202 })
      }),
    )
    renderScreen(<Extraction />)
    await userEvent.click(await runNow())
    expect(await screen.findByText(/Data is being read from the LMS: no table is done yet/)).toBeVisible()
    expect(asked).toBe(1)
    await waitFor(async () => expect(await runNow()).toBeDisabled())
  })

  it('says why it was not started', async () => {
    answers('extraction', aState())
    const error = { code: 'in_use', message: 'x', requestId: 'r', why: { code: 'extraction.under-way', values: {} } }
    service.use(http.post('*/api/extraction/runs', () => HttpResponse.json({ error }, { status: 409 })))
    renderScreen(<Extraction />)
    await userEvent.click(await runNow())
    expect(await screen.findByRole('alert')).toHaveTextContent('Data is being read from the LMS already.')
  })

  it.each([
    ['nothing is set up', { isConfigured: false, schedule: null }, /PANORAMA_ELT_SETTINGS/],
    ['the mode reads nothing', { isAllowed: false }, /In the present mode nothing is read/],
  ])('has no button where %s, and says so', async (_where, differences, words) => {
    answers('extraction', aState({ runs: [], tables: [], ...differences }))
    renderScreen(<Extraction />)
    expect(await screen.findByText(words)).toBeVisible()
    expect(screen.getByText('Nothing has come from the LMS yet.')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Run now' })).toBeNull()
  })

  it('says what stopped a run, and is not misled by one that was skipped', async () => {
    const failed = aRun({ id: '1', outcome: 'failed', failure: 'The settings file has a problem in line 3.' })
    answers('extraction', aState({ runs: [aRun({ id: '2', outcome: 'overlapped' }), failed] }))
    renderScreen(<Extraction />)
    expect(await screen.findByText(/^Not everything could be read from the LMS/)).toBeVisible()
    expect(screen.getByText('The settings file has a problem in line 3.')).toBeVisible()
  })
})
