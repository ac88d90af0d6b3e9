import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AccessRules } from '../../../../server/contract/access.ts'
import type { Finding } from '../../../../server/contract/finding.ts'
import { renderScreen } from '../../../data/testing/render.tsx'
import { answers, service } from '../../../data/testing/service.ts'
import { Access } from './access.tsx'

const grades = {
  id: 'd1',
  name: 'grades',
  displayName: 'Grades over time',
  provider: 'quicksight',
  providerId: '4f2a-91',
  priority: 10,
  holdsRowsOfPeople: true,
} as const
const teachers = { id: 't1', name: 'Teachers', forLearners: false, dashboards: ['d1'] }
const nothing: AccessRules = { dashboards: [], types: [], people: [], assignments: [] }
const site: AccessRules = {
  dashboards: [grades],
  types: [teachers],
  people: [{ id: 'p1', username: 'ingrid', typeId: 't1', role: 'AUTHOR', arn: null }],
  assignments: [{ id: 'a1', typeId: 't1', to: { kind: 'organisation', org: 'Riverside' } }],
}

beforeEach(() => {
  answers('courses', { courses: [], asOf: null })
  answers('tools', {
    tools: [
      { tool: 'quicksight', configured: true, shown: true },
      { tool: 'superset', configured: false, shown: true },
      { tool: 'hosted', configured: true, shown: false },
    ],
  })
})

/** The part on show is in the address. */
const open = (part: string, rules: AccessRules) => {
  answers('access', rules)
  return renderScreen(<Access />, { at: `/?access=${part}` })
}

/** What is sent to change something, each with its method and path; the service takes all of it. */
function takesChanges(after: AccessRules = site) {
  const sent: unknown[] = []
  service.use(
    http.all('*/api/access/*', async ({ request }) => {
      const text = await request.text()
      sent.push([request.method, new URL(request.url).pathname.split('/access/')[1], text && JSON.parse(text)])
      answers('access', after)
      return request.method === 'DELETE' ? new HttpResponse(null, { status: 204 }) : HttpResponse.json({})
    }),
  )
  return sent
}

describe('other tools', () => {
  it('say whether they are set up and shown, and which setting is missing', async () => {
    open('tools', nothing)
    expect(await screen.findByText('Set up, and shown in the present mode.')).toBeVisible()
    expect(screen.getByText(/Set PANORAMA_SUPERSET_URL and start Panorama again/)).toBeVisible()
    expect(screen.getByText(/only in FREE and SAAS/)).toBeVisible()
    expect(screen.queryByRole('button', { name: /Apache Superset/ })).toBeNull()
  })

  it('are tested on request: what is wrong, and what to do', async () => {
    const findings: Finding[] = [
      { subject: 'Account', outcome: 'ok', says: 'It answers.' },
      { subject: 'User', outcome: 'problem', says: 'There is no such user.', remedy: 'Run `panorama x`.' },
    ]
    service.use(http.post('*/api/tools/quicksight/test', () => HttpResponse.json({ findings })))
    const { user } = open('tools', nothing)
    await user.click(await screen.findByRole('button', { name: 'Test the connection to Amazon QuickSight' }))
    expect(await screen.findByText('1 thing is wrong.')).toBeVisible()
    expect(screen.getByText('There is no such user.')).toBeVisible()
    expect(screen.getByText('panorama x').tagName).toBe('CODE')
  })
})

describe('dashboards', () => {
  it('say what to do first where there are none', async () => {
    open('dashboards', nothing)
    expect(await screen.findByText('No dashboard is listed yet')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Add a dashboard' })).toBeVisible()
  })

  it('are added once every field is right; what is wrong stands beside it and has the focus', async () => {
    const sent = takesChanges()
    const { user } = open('dashboards', nothing)
    await user.click(await screen.findByRole('button', { name: 'Add a dashboard' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByRole('textbox', { name: 'Id there' }), '4f2a 91')
    await user.type(dialog.getByRole('textbox', { name: 'Title' }), 'Grades over time')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    const id = dialog.getByRole('textbox', { name: 'Id there' })
    expect(id).toHaveFocus()
    expect(id).toHaveAccessibleDescription(/Use only letters/)
    expect(dialog.getByRole('textbox', { name: 'Short name' })).toHaveAccessibleDescription(/Fill this in/)
    expect(sent).toEqual([])

    await user.clear(id)
    await user.type(id, '4f2a-91')
    await user.type(dialog.getByRole('textbox', { name: 'Short name' }), 'grades')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Grades over time is saved.')).toBeVisible()
    const { id: _, ...wanted } = grades
    expect(sent).toEqual([['POST', 'dashboards', wanted]])
    expect(screen.getByRole('row', { name: /^Grades over time/ })).toBeVisible()
  })

  it('that the service refuses keep what was typed, and say why', async () => {
    service.use(
      http.post('*/api/access/dashboards', () =>
        HttpResponse.json(
          { error: { code: 'conflict', message: 'There is one already.', advice: 'Choose another.', requestId: 'r' } },
          { status: 409 },
        ),
      ),
    )
    const { user } = open('dashboards', site)
    await user.click(await screen.findByRole('button', { name: 'Add a dashboard' }))
    const dialog = within(screen.getByRole('dialog'))
    for (const [name, text] of [
      ['Id there', 'x'],
      ['Title', 'Grades'],
      ['Short name', 'grades'],
    ] as const) {
      await user.type(dialog.getByRole('textbox', { name }), text)
    }
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await dialog.findByText('There is one already.')).toBeVisible()
    expect(dialog.getByText('Choose another.')).toBeVisible()
    expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Grades')
  })

  it('are removed only after it was said what that means; the focus goes to what was done', async () => {
    const sent = takesChanges(nothing)
    const { user } = open('dashboards', site)
    await user.click(await screen.findByRole('button', { name: 'Remove Grades over time' }))
    const dialog = within(screen.getByRole('alertdialog', { name: 'Remove Grades over time?' }))
    expect(dialog.getByText(/goes out of 1 type here/)).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Keep it' }))
    expect(sent).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Remove Grades over time' }))
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Remove' }))
    expect(await screen.findByText('Grades over time is removed.')).toBeVisible()
    expect(sent).toEqual([['DELETE', 'dashboards/d1', '']])
    await waitFor(() => expect(screen.getByText('Grades over time is removed.').closest('[tabindex]')).toHaveFocus())
  })
})

describe('types', () => {
  it('say who has them, and are changed as a whole', async () => {
    const sent = takesChanges()
    const { user } = open('types', site)
    const row = within(await screen.findByRole('row', { name: /^Teachers/ }))
    expect(row.getByText('1 team or organisation and 1 person')).toBeVisible()
    await user.click(row.getByRole('button', { name: 'Change Teachers' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('checkbox', { name: 'Grades over time' }))
    await user.click(dialog.getByRole('checkbox', { name: 'For learners' }))
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    await screen.findByText('Teachers is saved.')
    expect(sent).toEqual([['PUT', 'types/t1', { name: 'Teachers', forLearners: true, dashboards: [] }]])
  })
})

describe('assignments', () => {
  it('need a type first', async () => {
    open('assignments', nothing)
    expect(await screen.findByText('First make a type under “Types”.')).toBeVisible()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('go to a course run whose key is right, and to a kind of people by default', async () => {
    const sent = takesChanges()
    const { user } = open('assignments', site)
    expect(await screen.findByRole('row', { name: /^Organisation Riverside Teachers/ })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Assign a type' }))
    let dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: /Type/ }))
    await user.click(screen.getByRole('option', { name: 'Teachers' }))
    await user.type(dialog.getByLabelText('Course run'), 'STAT2')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(dialog.getByLabelText('Course run')).toHaveAccessibleDescription(/Type the key of a course run/)
    await user.clear(dialog.getByLabelText('Course run'))
    await user.type(dialog.getByLabelText('Course run'), 'course-v1:Riverside+STAT2+2026')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    await screen.findByText('Teachers for Team of course-v1:Riverside+STAT2+2026 is saved.')

    await user.click(screen.getByRole('button', { name: /^Change Teachers for/ }))
    dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByRole('radio', { name: 'An organisation' })).toBeChecked()
    await user.click(dialog.getByRole('radio', { name: 'Global staff' }))
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    await screen.findByText('Teachers for Global staff is saved.')
    expect(sent).toEqual([
      ['POST', 'assignments', { typeId: 't1', to: { kind: 'team', courseKey: 'course-v1:Riverside+STAT2+2026' } }],
      ['PUT', 'assignments/a1', { typeId: 't1', to: { kind: 'everyone', of: 'globalStaff' } }],
    ])
  })
})

describe('people', () => {
  const lookUp = (person: object | null) =>
    service.use(http.post('*/api/access/lookup', () => HttpResponse.json({ person })))

  it('are looked up in the LMS and given something in their own right', async () => {
    const sent = takesChanges()
    lookUp({ username: 'Amara', name: 'Amara Okafor' })
    const { user } = open('people', site)
    await user.type(await screen.findByRole('textbox', { name: 'Username in the LMS' }), 'amara{Enter}')
    const dialog = within(await screen.findByRole('dialog', { name: 'Give Amara Okafor dashboards' }))
    await user.click(dialog.getByRole('radio', { name: /make dashboards/ }))
    await user.type(dialog.getByRole('textbox', { name: 'QuickSight user' }), 'amara')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(dialog.getByRole('textbox', { name: 'QuickSight user' })).toHaveFocus()
    await user.clear(dialog.getByRole('textbox', { name: 'QuickSight user' }))
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Amara is saved.')).toBeVisible()
    expect(sent).toEqual([['POST', 'people', { username: 'Amara', typeId: null, role: 'AUTHOR', arn: null }]])
  })

  it('who were given something already are changed, whatever the case of their letters', async () => {
    lookUp({ username: 'Ingrid', name: 'Ingrid Solberg' })
    const { user } = open('people', site)
    await user.type(await screen.findByRole('textbox', { name: 'Username in the LMS' }), 'INGRID{Enter}')
    const dialog = within(await screen.findByRole('dialog', { name: 'What Ingrid Solberg gets' }))
    expect(dialog.getByRole('radio', { name: /make dashboards/ })).toBeChecked()
  })

  it('whom the LMS does not know are said so, and can be added all the same', async () => {
    lookUp(null)
    const { user } = open('people', nothing)
    await user.type(await screen.findByRole('textbox', { name: 'Username in the LMS' }), 'nobody{Enter}')
    expect(await screen.findByText(/knows nobody called nobody/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Add nobody without the LMS' }))
    expect(await screen.findByRole('dialog', { name: 'Give nobody dashboards' })).toBeVisible()
  })
})

describe('taking over from the plugin', () => {
  it('shows first what would be taken, and takes it on request without what is refused', async () => {
    const asked: { skipRefused: boolean; dryRun: boolean; files: { name: string }[] }[] = []
    service.use(
      http.post('*/api/access/import', async ({ request }) => {
        const wanted = (await request.json()) as (typeof asked)[number]
        asked.push(wanted)
        return HttpResponse.json({
          done: !wanted.dryRun,
          added: { dashboards: 2, types: 1, parts: 2, people: 3 },
          known: 1,
          refused: [{ file: 'useraccessconfiguration.csv', line: 4, reason: 'there is no dashboard type X' }],
        })
      }),
    )
    const { user } = open('import', nothing)
    const file = new File(['id,name\n1,a'], 'dashboard.csv', { type: 'text/csv' })
    // jsdom's files cannot be read as browsers' can.
    Object.assign(file, { text: async () => 'id,name\n1,a' })
    await user.upload(await screen.findByLabelText('CSV files'), file)
    expect(
      await screen.findByText(/Would be added: 2 dashboards, 1 type with 2 dashboards in them, 3 people/),
    ).toBeVisible()
    expect(screen.getByText('there is no dashboard type X')).toBeVisible()
    const take = screen.getByRole('button', { name: 'Take over' })
    expect(take).toBeDisabled()
    await user.click(screen.getByRole('checkbox', { name: 'Leave these rows out' }))
    await user.click(take)
    expect(await screen.findByText(/^Added: 2 dashboards/)).toBeVisible()
    expect(asked.map(({ dryRun, skipRefused }) => [dryRun, skipRefused])).toEqual([
      [true, false],
      [false, true],
    ])
    expect(asked[1]?.files).toEqual([{ name: 'dashboard.csv', text: 'id,name\n1,a' }])
  })
})
