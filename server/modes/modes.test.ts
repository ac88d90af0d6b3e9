import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modes as allModes, type Mode, modeSettingsSchema } from '../contract/mode.ts'
import { locales } from '../contract/text.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { rulesOf } from './mode-table.ts'
import { createModes, type Modes } from './modes.ts'

const clock = { now: () => new Date('2026-03-01T12:00:00Z') }
const switches = { studentView: true, standInLms: true }

let directory: string
let file: string
let store: Store
let modes: Modes

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-modes-'))
  file = join(directory, 'store.db')
  store = await openStore(file, clock)
  modes = createModes({ store, startMode: 'DEMO', ...switches })
})
afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

describe('the mode in force', () => {
  test('is the configured one until somebody switches', async () => {
    expect(await modes.current()).toEqual({ mode: 'DEMO', changedAt: null, changedBy: null })
  })

  test('is the chosen one from then on, also for a process with another configuration, at once', async () => {
    const otherStore = await openStore(file, clock)
    const otherProcess = createModes({ store: otherStore, startMode: 'FREE', ...switches })
    expect((await otherProcess.current()).mode).toBe('FREE')

    await modes.change('SAAS', 'noor')

    const expected = { mode: 'SAAS', changedAt: '2026-03-01T12:00:00.000Z', changedBy: 'noor' }
    expect(await modes.current()).toEqual(expected)
    expect(await otherProcess.current()).toEqual(expected)
    await otherStore.close()
  })

  test('is never guessed when the store holds something else', async () => {
    await store.changeSetting({ key: 'mode', value: 'PREMIUM', by: 'somebody', action: 'mode.changed' })
    await expect(modes.current()).rejects.toMatchObject({ code: 'misconfigured' })
  })
})

describe('a switch', () => {
  test('is audited with what was before, by whom and by which request', async () => {
    await modes.change('CUSTOM', 'noor', 'request-1')
    const { entries } = await store.auditEntries({ limit: 10 })
    expect(entries).toMatchObject([
      { actor: 'noor', action: 'mode.changed', before: 'DEMO', after: 'CUSTOM', requestId: 'request-1' },
    ])
  })

  test('to the mode in force changes and records nothing', async () => {
    await modes.change('DEMO', 'noor')
    expect(await modes.current()).toMatchObject({ changedBy: null })
    expect((await store.auditEntries({ limit: 10 })).entries).toEqual([])
  })

  test.each(['demo', 'PREMIUM', '', 'constructor'])('to %j is refused', async (mode) => {
    await expect(modes.change(mode, 'noor')).rejects.toMatchObject({
      code: 'invalid_request',
      advice: 'Choose one of DEMO, FREE, SAAS, CUSTOM.',
    })
  })
})

describe('the rules of the modes', () => {
  const rules = (mode: Mode) => {
    const { card, letsIn, ...facts } = rulesOf(mode)
    return facts
  }

  test('DEMO shows the demo’s data, takes nothing from the LMS and sends nothing', () => {
    expect(rules('DEMO')).toEqual({
      dataSet: 'demo',
      extraction: false,
      eventLogs: false,
      eventCharts: true,
      suppliers: ['native'],
    })
  })

  test('FREE shows relational data and no events', () => {
    expect(rules('FREE')).toEqual({
      dataSet: 'real',
      extraction: true,
      eventLogs: false,
      eventCharts: false,
      suppliers: ['native', 'hosted'],
    })
  })

  test.each(['SAAS', 'CUSTOM'] as const)('%s shows everything', (mode) => {
    expect(rules(mode)).toMatchObject({ dataSet: 'real', extraction: true, eventLogs: true, eventCharts: true })
  })

  test('only CUSTOM has dashboards from QuickSight and Superset', () => {
    const having = (supplier: 'quicksight' | 'superset' | 'hosted') =>
      allModes.filter((mode) => rulesOf(mode).suppliers.includes(supplier))
    expect([having('quicksight'), having('superset'), having('hosted')]).toEqual([
      ['CUSTOM'],
      ['CUSTOM'],
      ['FREE', 'SAAS'],
    ])
  })
})

describe('a site that wants other tools in DEMO', () => {
  test('has them there too, says so on the card, and is not warned of them on the way to CUSTOM', async () => {
    const site = createModes({ store, startMode: 'DEMO', ...switches, alsoInDemo: ['superset', 'quicksight'] })
    expect(allModes.map((mode) => site.suppliers(mode))).toEqual([
      ['native', 'superset', 'quicksight'],
      ['native', 'hosted'],
      ['native', 'hosted'],
      ['native', 'quicksight', 'superset'],
    ])
    const { cards } = await site.settings('en')
    expect(cards[0]).toMatchObject({ mode: 'DEMO', sends: expect.stringContaining('who is looking') })
    expect(cards[3]?.warnings.join(' ')).not.toContain('Superset')
    const plain = await modes.settings('en')
    expect(plain.cards[0]).toMatchObject({ sends: 'Nothing leaves this site.' })
    expect(plain.cards[3]?.warnings.join(' ')).toContain('Where Superset is configured, it learns who is looking.')
  })
})

describe('the cards', () => {
  test.each(locales)('say everything in %s, and warn of nothing for the mode in force', async (locale) => {
    const settings = modeSettingsSchema.parse(await modes.settings(locale))
    expect(settings.cards.map(({ mode }) => mode)).toEqual(['DEMO', 'FREE', 'SAAS', 'CUSTOM'])
    for (const { warnings, ...card } of settings.cards) {
      for (const text of Object.values(card)) expect(text).not.toBe('')
      if (card.mode === 'DEMO') expect(warnings).toEqual([])
      else expect(warnings.length).toBeGreaterThan(0)
    }
  })

  const warningsOf = async (chosen: Mode, wanted: Mode, changes: Partial<typeof switches> = {}) => {
    const site = createModes({ store, startMode: chosen, ...switches, ...changes })
    const { cards } = await site.settings('en')
    return cards.find(({ mode }) => mode === wanted)?.warnings
  }

  test('warn of all that changes from DEMO to SAAS on a site with an LMS', async () => {
    expect(await warningsOf('DEMO', 'SAAS', { standInLms: false })).toEqual([
      'Data of real people is shown from now on.',
      'Courses, enrollments and grades are read from the LMS from now on.',
      'Event logs are collected from now on.',
      'Global staff see every course.',
      'Course teams see the learners of their own courses.',
      'People to whom you gave dashboards see them.',
      'Every learner sees their own panel.',
      'Where hosted dashboards are configured, their provider learns who is looking.',
    ])
  })

  test('say nothing of learners where the student view is off', async () => {
    expect(await warningsOf('DEMO', 'SAAS', { studentView: false })).not.toContain(
      'Every learner sees their own panel.',
    )
  })

  test('warn that nobody can sign in when the demo is left without an LMS', async () => {
    expect((await warningsOf('DEMO', 'FREE'))?.join(' ')).toContain('nobody can sign in again')
    expect((await warningsOf('DEMO', 'FREE', { standInLms: false }))?.join(' ')).not.toContain('sign in')
  })

  test('warn of what is lost from SAAS to FREE', async () => {
    expect(await warningsOf('SAAS', 'FREE')).toEqual([
      'Event logs are no longer collected: the activity of that time is missing until its logs are read.',
      'Charts that need event logs are no longer shown.',
      'Global staff are shut out.',
      'Course teams are shut out.',
      'People to whom you gave dashboards no longer see them.',
      'Learners are shut out.',
    ])
  })

  test('promise that nothing is deleted on the way back to DEMO', async () => {
    expect(await warningsOf('CUSTOM', 'DEMO')).toContain(
      'Real data is hidden, not deleted: everyone sees the made-up site instead.',
    )
  })
})
