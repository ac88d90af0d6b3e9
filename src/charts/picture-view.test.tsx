import { screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { renderScreen } from '../data/testing/render.tsx'
import { preparePicture } from './picture.ts'
import { PictureView } from './picture-view.tsx'
import { answer, chart, column, english } from './testing/charts.ts'

// jsdom has no canvas: the drawing has tests of its own, and the browser journeys see it.
const drawing = vi.hoisted(() => ({ fails: false }))
vi.mock('./draw/canvas.tsx', () => ({
  Canvas: ({ cursor }: { readonly cursor: number | null }) => {
    if (drawing.fails) throw new Error('no canvas')
    return <p>drawn, reading {String(cursor)}</p>
  },
}))
afterEach(() => {
  drawing.fails = false
})

const groups = chart({
  kind: 'bars',
  columns: [column('group', 'text', 'break'), column('learners')],
  encoding: { x: 'group', y: ['learners'] },
})
const rows = [
  { group: 'Women', learners: 12 },
  { group: 'Men', learners: 9 },
]
const picture = preparePicture(groups, answer(groups, rows), english)!

describe('a picture', () => {
  test('is named by its question and says its sentence before it is entered', async () => {
    renderScreen(<PictureView picture={picture} title="Who is here?" />)
    const place = screen.getByRole('slider', { name: /^Who is here\?/ })
    expect(place).toHaveAttribute('aria-valuetext', 'Learners: highest 12 (Women), lowest 9 (Men).')
    expect(await screen.findByText('drawn, reading null')).toBeInTheDocument()
  })

  test('is read point by point with the arrow keys', async () => {
    const { user } = renderScreen(<PictureView picture={picture} title="Who is here?" />)
    await user.tab()
    const place = screen.getByRole('slider')
    expect(place).toHaveFocus()
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(place).toHaveAttribute('aria-valuetext', 'Men, Learners 9')
    expect(place).toHaveAttribute('aria-valuenow', '2')
    expect(await screen.findByText('drawn, reading 1')).toBeInTheDocument()
    await user.keyboard('{Escape}')
    expect(place).toHaveAttribute('aria-valuetext', picture.summary)
  })

  test('that cannot be drawn is a table', async () => {
    drawing.fails = true
    vi.spyOn(console, 'error').mockImplementation(() => {})
    renderScreen(<PictureView picture={picture} title="Who is here?" />)
    expect(await screen.findByRole('row', { name: 'Women 12' })).toBeInTheDocument()
  })
})
