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
const open = (part: string, rules: AccessRules, locale: 'en' | 'es' = 'en') => {
  answers('access', rules)
  return renderScreen(<Access />, { at: `/?access=${part}`, locale })
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
    expect(screen.getByText('PANORAMA_SUPERSET_URL').closest('p')).toHaveTextContent(
      /^Not set up\. Set PANORAMA_SUPERSET_URL and start Panorama again/,
    )
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
    expect(screen.getByText(/There is no such user\./)).toBeVisible()
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
    await user.type(dialog.getByRole('textbox', { name: 'Dashboard id' }), '4f2a 91')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    const id = dialog.getByRole('textbox', { name: 'Dashboard id' })
    expect(id).toHaveFocus()
    expect(id).toHaveAccessibleDescription(/Use only letters/)
    expect(dialog.getByRole('textbox', { name: 'Short name' })).toHaveAccessibleDescription(/Fill this in/)
    expect(sent).toEqual([])

    await user.clear(id)
    await user.type(id, '4f2a-91')
    await user.type(dialog.getByRole('textbox', { name: 'Title' }), 'Grades over time')
    const name = dialog.getByRole('textbox', { name: 'Short name' })
    expect(name).toHaveValue('grades-over-time')
    await user.clear(name)
    await user.type(name, 'grades')
    await user.type(dialog.getByRole('textbox', { name: 'Title' }), '{Backspace}e')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Grades over time is saved.')).toBeVisible()
    const { id: _, ...wanted } = grades
    expect(sent).toEqual([['POST', 'dashboards', wanted]])
    expect(screen.getByRole('row', { name: /^Grades over time/ })).toBeVisible()
  })

  const refuse = (failure: object) =>
    service.use(
      http.post('*/api/access/dashboards', () =>
        HttpResponse.json({ error: { ...failure, requestId: 'r' } }, { status: 409 }),
      ),
    )
  const message = 'There is a dashboard titled Grades already.'

  it.each([
    ['en', 'A dashboard titled “Grades” is listed already. Choose another title.'],
    ['es', 'Ya hay en la lista un panel titulado «Grades». Elige otro título.'],
  ] as const)('whose title is taken keep what was typed; in %s it is said beside the title', async (locale, words) => {
    refuse({ code: 'conflict', message, why: { code: 'title-taken', values: { title: 'Grades' } } })
    const { user } = open('dashboards', site, locale)
    await user.click(await screen.findByRole('button', { name: /Add a dashboard|Añadir un panel/ }))
    const dialog = within(screen.getByRole('dialog'))
    const title = dialog.getByRole('textbox', { name: /^(Title|Título)$/ })
    await user.type(dialog.getByRole('textbox', { name: /^(Dashboard id|Id del panel)$/ }), 'x')
    await user.type(title, 'Grades')
    await user.click(dialog.getByRole('button', { name: /Save|Guardar/ }))
    await waitFor(() => expect(title).toHaveAccessibleDescription(expect.stringContaining(words)))
    expect(title).toHaveFocus()
    expect(dialog.queryByRole('alert')).toBeNull()
    await user.type(title, '!')
    expect(title).not.toHaveAccessibleDescription(expect.stringContaining(words))
  })

  it('that are refused for a reason of which this screen does not know are told of in the words of the service', async () => {
    refuse({ code: 'conflict', message: 'There is one.', advice: 'Do that.', why: { code: 'new-one', values: {} } })
    const { user } = open('dashboards', site)
    await user.click(await screen.findByRole('button', { name: 'Add a dashboard' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByRole('textbox', { name: 'Dashboard id' }), 'x')
    await user.type(dialog.getByRole('textbox', { name: 'Title' }), 'Grades')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(await dialog.findByText('There is one.')).toBeVisible()
    expect(dialog.getByText('Do that.')).toBeVisible()
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
    expect(row.getByText('Organisation Riverside')).toBeVisible()
    expect(row.getByText('ingrid')).toBeVisible()
    await user.click(row.getByRole('button', { name: 'Change Teachers' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('checkbox', { name: 'Grades over time' }))
    await user.click(dialog.getByRole('checkbox', { name: 'For learners' }))
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    await screen.findByText('Teachers is saved.')
    expect(sent).toEqual([['PUT', 'types/t1', { name: 'Teachers', forLearners: true, dashboards: [] }]])
  })

  it('that somebody has are not removed: it is said from whom to take them first', async () => {
    const sent = takesChanges()
    const { user } = open('types', site)
    await user.click(await screen.findByRole('button', { name: 'Remove Teachers' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Teachers cannot be removed yet' }))
    expect(dialog.getByText('Organisation Riverside')).toBeVisible()
    expect(dialog.getByText('ingrid')).toBeVisible()
    expect(dialog.queryByRole('button', { name: 'Remove' })).toBeNull()
    await user.click(dialog.getByRole('button', { name: 'Keep it' }))
    expect(sent).toEqual([])
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
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(dialog.getByRole('button', { name: /Type/ })).toHaveFocus()
    expect(dialog.getByRole('button', { name: /Type/ })).toHaveTextContent('Choose a type')
    await user.click(dialog.getByRole('button', { name: /Type/ }))
    await user.click(screen.getByRole('option', { name: 'Teachers' }))
    await user.type(dialog.getByLabelText('Course run'), 'STAT2')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    expect(dialog.getByLabelText('Course run')).toHaveAccessibleDescription(/type its whole key/)
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
    await user.click(dialog.getByRole('radio', { name: 'Author' }))
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
    expect(dialog.getByRole('radio', { name: 'Author' })).toBeChecked()
  })

  it('whom the LMS does not know are said so, and can be added all the same', async () => {
    lookUp(null)
    const { user } = open('people', nothing)
    await user.type(await screen.findByRole('textbox', { name: 'Username in the LMS' }), 'nobody{Enter}')
    expect(await screen.findByText(/knows nobody called “nobody”/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Add nobody without the LMS' }))
    expect(await screen.findByRole('dialog', { name: 'Give nobody dashboards' })).toBeVisible()
  })
})

describe('people, where the LMS does not answer', () => {
  it('can be added by whoever is sure of the username', async () => {
    service.use(
      http.post('*/api/access/lookup', () =>
        HttpResponse.json({ error: { code: 'unavailable', message: 'A part.', requestId: 'r' } }, { status: 503 }),
      ),
    )
    const { user } = open('people', nothing)
    await user.type(await screen.findByRole('textbox', { name: 'Username in the LMS' }), 'amara{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent(/^The LMS does not answer/)
    await user.click(screen.getByRole('button', { name: 'Add amara without the LMS' }))
    expect(await screen.findByRole('dialog', { name: 'Give amara dashboards' })).toBeVisible()
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
          refused: [
            {
              ...{ file: 'useraccessconfiguration.csv', line: 4, reason: 'In English.' },
              why: [
                { code: 'no-such-type', values: { type: 'X' } },
                { code: 'wrong-arn', values: { column: 'arn' } },
              ],
            },
            {
              ...{ file: 'useraccessconfiguration.csv', line: 7, reason: 'Something new is wrong.' },
              why: [{ code: 'new-one', values: {} }],
            },
          ],
        })
      }),
    )
    const { user } = open('import', nothing)
    const file = new File(['id,name\n1,a'], 'dashboard.csv', { type: 'text/csv' })
    // jsdom's files cannot be read as browsers' can.
    Object.assign(file, { text: async () => 'id,name\n1,a' })
    await user.upload(await screen.findByLabelText(/CSV files/), file)
    expect(
      await screen.findByText(/Would be added: 2 dashboards, 1 type with 2 dashboards in them, 3 people/),
    ).toBeVisible()
    expect(screen.getByText(/^There is no dashboard type “X”\. Column arn: it is not the ARN/)).toBeVisible()
    expect(screen.getByText('Something new is wrong.')).toBeVisible()
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
