import { screen, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { renderScreen } from '../data/testing/render.tsx'
import { ChartTable } from './chart-table.tsx'
import { column } from './testing/charts.ts'

const columns = [column('block_key', 'text'), column('name', 'text'), column('watched', 'share'), column('viewers')]
const rows = [
  { block_key: 'v1', name: 'Cells', watched: 0.5, viewers: 12 },
  { block_key: 'v2', name: 'Enzymes', watched: null, viewers: 30 },
]
const names = () => screen.getAllByRole('rowheader').map(({ textContent }) => textContent)

describe('the table of a chart', () => {
  test('names its rows, writes its figures for people and leaves keys to the CSV', () => {
    renderScreen(<ChartTable label="Videos" columns={columns} rows={rows} />)
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Name',
      'Watched',
      'Viewers',
    ])
    expect(screen.getByRole('row', { name: 'Cells 50% 12' })).toBeInTheDocument()
    expect(screen.getByRole('row', { name: 'Enzymes – 30' })).toBeInTheDocument()
  })

  test('shows keys where there is nothing else to name a row', () => {
    renderScreen(<ChartTable label="Videos" columns={columns.filter(({ key }) => key !== 'name')} rows={rows} />)
    expect(names()).toEqual(['v1', 'v2'])
  })

  test('sorts by its figures, the largest first', async () => {
    const { user } = renderScreen(<ChartTable label="Videos" columns={columns} rows={rows} />)
    expect(names()).toEqual(['Cells', 'Enzymes'])
    await user.click(screen.getByRole('button', { name: 'Viewers' }))
    expect(names()).toEqual(['Enzymes', 'Cells'])
  })

  test('lets a row be chosen by its name', async () => {
    const onChoose = vi.fn()
    const { user } = renderScreen(
      <ChartTable
        label="Videos"
        columns={columns}
        rows={rows}
        choice={{ column: 'name', isChosen: ({ block_key }) => block_key === 'v1', onChoose }}
      />,
    )
    const cells = within(screen.getByRole('row', { name: /Cells/ })).getByRole('button', { name: 'Cells' })
    expect(cells).toHaveAttribute('aria-pressed', 'true')
    await user.click(screen.getByRole('button', { name: 'Enzymes' }))
    expect(onChoose).toHaveBeenCalledWith(rows[1])
  })
})
