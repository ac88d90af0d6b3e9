import { screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { renderScreen } from '../data/testing/render.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Menu } from './menu.tsx'
import { MiniBars } from './mini-bars.tsx'
import { ProgressMeter } from './progress-meter.tsx'
import { SearchField } from './search-field.tsx'
import { Select } from './select.tsx'
import { Tabs } from './tabs.tsx'
import { Toggletip } from './toggletip.tsx'

describe('a toggletip', () => {
  const show = () => renderScreen(<Toggletip label="About active learners">Who did something.</Toggletip>)

  it('describes its button without being opened', () => {
    show()
    expect(screen.getByRole('button', { name: 'About active learners' })).toHaveAccessibleDescription(
      'Who did something.',
    )
  })

  it('opens on a tap, closes with Escape', async () => {
    const { user } = show()
    await user.click(screen.getByRole('button'))
    expect(screen.getByRole('tooltip')).toHaveTextContent('Who did something.')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('tooltip')).toBeNull()
  })

  it('opens on focus, closes when the focus goes on', async () => {
    const { user } = show()
    await user.tab()
    expect(screen.getByRole('tooltip')).toBeVisible()
    await user.tab()
    expect(screen.queryByRole('tooltip')).toBeNull()
  })

  it('opens under the pointer', async () => {
    const { user } = show()
    await user.hover(screen.getByRole('button'))
    expect(screen.getByRole('tooltip')).toBeVisible()
    await user.unhover(screen.getByRole('button'))
    expect(screen.queryByRole('tooltip')).toBeNull()
  })
})

describe('a meter', () => {
  it('says its value and its mark in words', () => {
    renderScreen(
      <ProgressMeter label="Grade" value={0.42} text="42%" mark={{ at: 0.6, label: '60% to pass' }} note="So far." />,
    )
    const meter = screen.getByRole('meter', { name: 'Grade' })
    expect(meter).toHaveAttribute('aria-valuetext', '42%')
    expect(meter).toHaveAccessibleDescription('60% to pass So far.')
  })

  it('stays within its bar', () => {
    renderScreen(<ProgressMeter label="Done" value={1.2} text="12 of 10" />)
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '1')
  })
})

it('mini bars are a list of sentences', () => {
  const bars = [
    { key: 'a', value: 0, text: 'Week of 4 May: 0 s' },
    { key: 'b', value: 60, text: 'Week of 11 May: 1 min' },
  ]
  renderScreen(<MiniBars label="Weeks" bars={bars} />)
  const items = within(screen.getByRole('list', { name: 'Weeks' })).getAllByRole('listitem')
  expect(items.map((item) => item.textContent)).toEqual(['Week of 4 May: 0 s', 'Week of 11 May: 1 min'])
})

const questions = [
  { id: 'people', title: 'Who is here?' },
  { id: 'activity', title: 'What do they do?' },
]

function Questions() {
  const [selected, setSelected] = useState('people')
  return (
    <Tabs label="Questions" tabs={questions} selected={selected} onSelect={setSelected}>
      {selected}
    </Tabs>
  )
}

it('a tab that is chosen names what it shows', async () => {
  const { user } = renderScreen(<Questions />)
  await user.click(screen.getByRole('tab', { name: 'What do they do?' }))
  const panel = screen.getByRole('tabpanel', { name: 'What do they do?' })
  expect(screen.getByRole('tab', { selected: true })).toHaveAttribute('aria-controls', panel.id)
})

it('tabs are chosen with the arrows', async () => {
  const choose = vi.fn()
  const tabs = [
    { id: 'people', title: 'Who is here?' },
    { id: 'activity', title: 'What do they do?' },
  ]
  const { user } = renderScreen(
    <Tabs label="Questions" tabs={tabs} selected="people" onSelect={choose}>
      People
    </Tabs>,
  )
  expect(screen.getByRole('tab', { name: 'Who is here?' })).toHaveAttribute('aria-selected', 'true')
  expect(screen.getByRole('tabpanel')).toHaveTextContent('People')
  await user.tab()
  await user.keyboard('{ArrowRight}')
  expect(choose).toHaveBeenLastCalledWith('activity')
})

it('a select shows what is chosen and passes on another choice', async () => {
  const choose = vi.fn()
  const options = [
    { value: '7d', label: '7 days' },
    { value: '28d', label: '28 days' },
  ]
  const { user } = renderScreen(<Select label="Period" options={options} value="7d" onChange={choose} />)
  const button = screen.getByRole('button', { name: /7 days Period/ })
  await user.click(button)
  await user.click(screen.getByRole('option', { name: '28 days' }))
  expect(choose).toHaveBeenCalledExactlyOnceWith('28d')
})

it('a menu marks the entry that holds and passes on the one that is chosen', async () => {
  const act = vi.fn()
  const entries = [
    { id: 'en', label: 'English' },
    { id: 'es', label: 'Español' },
  ]
  const { user } = renderScreen(
    <Menu label="Language" button="…" groups={[{ selected: 'en', entries }]} onAction={act} />,
  )
  await user.click(screen.getByRole('button', { name: 'Language' }))
  expect(screen.getByRole('menuitemradio', { name: 'English' })).toBeChecked()
  await user.click(screen.getByRole('menuitemradio', { name: 'Español' }))
  expect(act).toHaveBeenCalledExactlyOnceWith('es')
})

it('a dialog takes the focus and gives it back', async () => {
  const { user } = renderScreen(<PageWithDialog />)
  await user.click(screen.getByRole('button', { name: 'Open' }))
  const dialog = screen.getByRole('dialog', { name: 'Really?' })
  expect(dialog).toContainElement(document.activeElement as HTMLElement)
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus())
})

it('a search is emptied with its button', async () => {
  const { user } = renderScreen(<PageWithSearch />)
  await user.type(screen.getByRole('searchbox', { name: 'Find a course' }), 'bio')
  await user.click(screen.getByRole('button', { name: 'Clear the search' }))
  expect(screen.getByRole('searchbox')).toHaveValue('')
})

function PageWithDialog() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>Open</Button>
      <Dialog title="Really?" isOpen={isOpen} onClose={() => setOpen(false)}>
        It will change.
      </Dialog>
    </>
  )
}

function PageWithSearch() {
  const [words, setWords] = useState('')
  return <SearchField label="Find a course" value={words} onChange={setWords} />
}
