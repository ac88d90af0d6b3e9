import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderScreen } from '../data/testing/render.tsx'
import { DataTable, type TableColumn } from './data-table.tsx'

interface Town {
  readonly name: string
  readonly people: number | null
}

const columns: readonly TableColumn<Town>[] = [
  { key: 'name', title: 'Town', cell: ({ name }) => name, sortBy: ({ name }) => name, namesRow: true },
  { key: 'people', title: 'People', cell: ({ people }) => people, sortBy: ({ people }) => people, isFigure: true },
  { key: 'note', title: 'Note', cell: () => 'none' },
]
const towns: readonly Town[] = [
  { name: 'Bergen', people: 290 },
  { name: 'Alta', people: null },
  { name: 'Oslo', people: 720 },
]

const show = (rows = towns) =>
  renderScreen(<DataTable label="Towns" columns={columns} rows={rows} rowKey={({ name }) => name} pageSize={10} />)
const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent)

describe('a table', () => {
  it('shows its rows as they come', () => {
    show()
    expect(names()).toEqual(['Bergen', 'Alta', 'Oslo'])
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  it('sorts by a column and says which way', async () => {
    const { user } = show()
    const head = screen.getByRole('columnheader', { name: 'People' })
    await user.click(within(head).getByRole('button'))
    expect(names()).toEqual(['Oslo', 'Bergen', 'Alta'])
    expect(head).toHaveAttribute('aria-sort', 'descending')
    await user.click(within(head).getByRole('button'))
    expect(names()).toEqual(['Bergen', 'Oslo', 'Alta'])
    expect(head).toHaveAttribute('aria-sort', 'ascending')
  })

  it('does not offer to sort what has no order', () => {
    show()
    expect(within(screen.getByRole('columnheader', { name: 'Note' })).queryByRole('button')).toBeNull()
  })

  it('shows many rows page by page', async () => {
    const { user } = show(Array.from({ length: 23 }, (_, index) => ({ name: `Town ${index}`, people: index })))
    expect(names()).toHaveLength(10)
    expect(screen.getByRole('status')).toHaveTextContent('1–10 of 23')
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled()
    await user.click(screen.getByRole('button', { name: 'Next' }))
    await user.click(screen.getByRole('button', { name: 'Next' }))
    expect(screen.getByRole('status')).toHaveTextContent('21–23 of 23')
    expect(names()).toEqual(['Town 20', 'Town 21', 'Town 22'])
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled()
  })

  it('goes back to its first page when it is sorted', async () => {
    const { user } = show(Array.from({ length: 23 }, (_, index) => ({ name: `Town ${index}`, people: index })))
    await user.click(screen.getByRole('button', { name: 'Next' }))
    await user.click(screen.getByRole('button', { name: 'People' }))
    expect(screen.getByRole('status')).toHaveTextContent('1–10 of 23')
    expect(names()[0]).toBe('Town 22')
  })
})
