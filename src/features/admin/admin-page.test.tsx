import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Mode, ModeCard, ModeSettings } from '../../../server/contract/mode.ts'
import type { Pipeline } from '../../../server/contract/pipeline.ts'
import { renderScreen } from '../../data/testing/render.tsx'
import { answers, service } from '../../data/testing/service.ts'
import { AdminPage } from './admin-page.tsx'

const aCard = (mode: Mode, differences: Partial<ModeCard> = {}): ModeCard => ({
  mode,
  title: mode.charAt(0) + mode.slice(1).toLowerCase(),
  shows: 'All data',
  extraction: 'Yes',
  sends: 'Event logs',
  letsIn: 'Superusers',
  dashboards: 'All',
  warnings: [],
  ...differences,
})

const settingsIn = (mode: Mode): ModeSettings => ({
  mode,
  changedAt: '2026-05-03T12:05:00Z',
  changedBy: 'noor',
  cards: [
    aCard('DEMO', { shows: 'The made-up site' }),
    aCard('FREE', { sends: 'Nothing', warnings: ['Course staff will be shut out.'] }),
    aCard('SAAS'),
    aCard('CUSTOM'),
  ],
})

const aPipeline = (differences: Partial<Pipeline> = {}): Pipeline => ({
  dataSet: 'real',
  statements: 1_843_222,
  courses: 8,
  learners: 2_011,
  firstEvent: '2025-05-03T12:05:00Z',
  lastEvent: '2026-05-03T12:05:00Z',
  pendingLearners: 0,
  lmsTables: [],
  quarantined: [],
  runs: [],
  ...differences,
})

beforeEach(() => {
  answers('settings/mode', settingsIn('SAAS'))
  answers('pipeline', aPipeline())
  answers('extraction', { isConfigured: false, isAllowed: true, schedule: null, runs: [], tables: [] })
  answers('audit', { entries: [], next: null })
  answers('credentials', { credentials: [] })
  answers('access', { dashboards: [], types: [], people: [], assignments: [] })
  answers('tools', { tools: [] })
})

const card = (name: string) => screen.findByRole('region', { name })

describe('the mode', () => {
  it('is one of four cards in plain words', async () => {
    renderScreen(<AdminPage />)
    const cards = await within(await card('Mode')).findAllByRole('listitem')
    expect(cards).toHaveLength(4)
    expect(within(cards[2] ?? document.body).getByText('In use')).toBeVisible()
    expect(within(cards[2] ?? document.body).queryByRole('button')).toBeNull()
    expect(within(cards[0] ?? document.body).getByText('The made-up site')).toBeVisible()
    expect(screen.getByText(/Last changed May 3, 2026, 12:05.PM \(UTC\) by noor/)).toBeVisible()
  })

  it('says what will change before it changes', async () => {
    const { user } = renderScreen(<AdminPage />)
    await user.click(await screen.findByRole('button', { name: 'Switch to Free' }))
    const dialog = screen.getByRole('alertdialog', { name: 'Switch from Saas to Free?' })
    expect(within(dialog).getByText('Course staff will be shut out.')).toBeVisible()
    // FREE differs from SAAS in what it sends, and in nothing else
    await user.click(within(dialog).getByText('Compare the two modes'))
    expect(within(dialog).getAllByRole('row')).toHaveLength(2)
    expect(within(dialog).getByRole('row', { name: 'Sends Event logs Nothing' })).toBeVisible()
    await user.click(within(dialog).getByRole('button', { name: 'Keep Saas' }))
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  it('is switched once that was read, and everything is asked anew', async () => {
    const { user } = renderScreen(<AdminPage />)
    await user.click(await screen.findByRole('button', { name: 'Switch to Free' }))
    let wish: unknown
    service.use(
      http.put('*/api/settings/mode', async ({ request }) => {
        wish = await request.json()
        answers('settings/mode', settingsIn('FREE'))
        answers('pipeline', aPipeline({ learners: 5 }))
        return HttpResponse.json(settingsIn('FREE'))
      }),
    )
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Switch to Free' }))
    expect(await screen.findByText('Panorama now runs in Free mode.')).toBeVisible()
    expect(wish).toEqual({ mode: 'FREE' })
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(within(await card('Is the data fresh?')).getByText('5')).toBeVisible()
  })

  it('stays when the service refuses, and says why', async () => {
    const { user } = renderScreen(<AdminPage />)
    await user.click(await screen.findByRole('button', { name: 'Switch to Free' }))
    service.use(
      http.put('*/api/settings/mode', () =>
        HttpResponse.json(
          { error: { code: 'forbidden', message: 'Only for superusers.', requestId: 'r' } },
          { status: 403 },
        ),
      ),
    )
    const dialog = screen.getByRole('alertdialog')
    await user.click(within(dialog).getByRole('button', { name: 'Switch to Free' }))
    expect(await within(dialog).findByText('Only for superusers.')).toBeVisible()
  })
})

describe('the data', () => {
  it('says how fresh it is, in words and exactly', async () => {
    renderScreen(<AdminPage />)
    const fresh = await card('Is the data fresh?')
    expect(within(fresh).getByText(/^May 3, 2026, 12:05.PM \(UTC\)$/)).toBeVisible()
    expect(within(fresh).getByText('1,843,222')).toBeVisible()
    expect(within(fresh).getByText('Everything is computed')).toBeVisible()
  })

  it('says what is still to be computed', async () => {
    answers('pipeline', aPipeline({ pendingLearners: 12 }))
    renderScreen(<AdminPage />)
    expect(within(await card('Is the data fresh?')).getByText('12 learners')).toBeVisible()
  })

  it('says so where there is none yet, and how to bring it in', async () => {
    answers('pipeline', aPipeline({ firstEvent: null, lastEvent: null, statements: 0 }))
    renderScreen(<AdminPage />)
    expect(await screen.findByText(/No events have come in yet/)).toBeVisible()
    expect(screen.getByText(/panorama events import/)).toBeVisible()
  })

  it('shows where every line of an import went, with the reasons on demand', async () => {
    const report = {
      read: 120,
      kept: 80,
      duplicates: 10,
      dropped: { 'not analytics': 20, anonymous: 5 },
      quarantined: { 'not JSON': 5 },
    }
    const run = {
      id: 'run-1',
      what: 'events import',
      dataSet: 'real' as const,
      sources: ['tracking.log'],
      startedAt: '2026-05-03T12:05:00Z',
      finishedAt: '2026-05-03T12:06:00Z',
      outcome: 'done' as const,
      report,
    }
    // what was imported into the demo is no business of the real site
    answers('pipeline', aPipeline({ runs: [run, { ...run, id: 'run-2', dataSet: 'demo' }] }))
    const { user } = renderScreen(<AdminPage />)
    const row = within(await screen.findByRole('table', { name: 'What came in' })).getAllByRole('row')[1]
    expect(screen.getAllByText('events import')).toHaveLength(1)
    expect(within(row ?? document.body).getByText('Done')).toBeVisible()
    const dropped = screen.getByText('25: why?')
    await user.click(dropped)
    expect(screen.getByText('not analytics').closest('li')).toHaveTextContent('not analytics 20')
  })

  it('shows a line for each reason of quarantine', async () => {
    const quarantined = [{ reason: 'not JSON', lines: 12, example: '{"event": ', lastSeen: '2026-05-03T12:05:00Z' }]
    answers('pipeline', aPipeline({ quarantined }))
    const { user } = renderScreen(<AdminPage />)
    const quarantine = await card('In quarantine')
    await user.click(within(quarantine).getByText('Show a line'))
    expect(within(quarantine).getByText('{"event":')).toBeVisible()
  })
})

describe('the audit log', () => {
  it('says who changed what, page after page', async () => {
    const entry = { id: '2', at: '2026-05-03T12:05:00Z', actor: 'noor', action: 'mode.changed', requestId: null }
    service.use(
      http.get('*/api/audit', ({ request }) =>
        HttpResponse.json(
          new URL(request.url).searchParams.get('before') === 'page-2'
            ? { entries: [{ ...entry, id: '1', before: null, after: 'DEMO', actor: 'command line' }], next: null }
            : { entries: [{ ...entry, before: 'DEMO', after: 'SAAS' }], next: 'page-2' },
        ),
      ),
    )
    const { user } = renderScreen(<AdminPage />)
    expect(await screen.findByText('Mode changed from DEMO to SAAS')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Show older entries' }))
    expect(await screen.findByText('Mode set to DEMO')).toBeVisible()
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Show older entries' })).toBeNull())
    expect(screen.getByText('Mode changed from DEMO to SAAS')).toBeVisible()
  })
})
