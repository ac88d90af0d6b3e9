import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Credential } from '../../../../server/contract/credential.ts'
import { renderScreen } from '../../../data/testing/render.tsx'
import { answers, service } from '../../../data/testing/service.ts'
import { aCredential } from '../testing/credential.ts'
import { Credentials } from './credentials.tsx'

const vector = aCredential({ lastUsedAt: '2026-05-04T08:30:00Z' })
const exporter = aCredential({ id: '02key', name: 'Exporter', scopes: ['read-mine', 'read-all'] })
const old = aCredential({ id: '00key', name: 'Old', revokedAt: '2026-05-05T10:00:00Z' })

const keys = (...credentials: Credential[]) => answers('credentials', { credentials })
const rowOf = async (name: string) => within(await screen.findByRole('row', { name: new RegExp(`^${name}`) }))

beforeEach(() => keys(exporter, vector, old))

describe('the list of keys', () => {
  it('says in words what each program may do, and when it last did', async () => {
    renderScreen(<Credentials />)
    expect((await rowOf('Vector')).getByText('send events and statements')).toBeVisible()
    expect((await rowOf('Vector')).getByText(/^May 4, 2026, 8:30/)).toBeVisible()
    expect((await rowOf('Vector')).getByText(/^May 3, 2026, 12:05.PM \(UTC\) by noor$/)).toBeVisible()
    expect((await rowOf('Exporter')).getByText(/statements of all programs/)).toBeVisible()
    expect((await rowOf('Exporter')).getByText('never')).toBeVisible()
    expect((await rowOf('Old')).getByText(/^Revoked May 5, 2026/)).toBeVisible()
    expect((await rowOf('Old')).queryByRole('button')).toBeNull()
  })

  it('says what keys are for where there are none', async () => {
    keys()
    renderScreen(<Credentials />)
    expect(await screen.findByText('No program has a key yet')).toBeVisible()
    expect(screen.getByText(/Make one for each program that sends events/)).toBeVisible()
  })
})

describe('a new key', () => {
  /** The service makes what it is asked for; returns what that was. */
  function serviceMakesKeys() {
    const wanted: unknown[] = []
    service.use(
      http.post('*/api/credentials', async ({ request }) => {
        const body = (await request.json()) as Pick<Credential, 'name' | 'scopes'>
        wanted.push(body)
        const credential = aCredential({ id: '03key', ...body })
        keys(credential)
        return HttpResponse.json({ credential, secret: 'shown-once' }, { status: 201 })
      }),
    )
    answers('audit', { entries: [], next: null })
    return wanted
  }

  async function openDialog() {
    const shown = renderScreen(<Credentials />)
    await shown.user.click(await screen.findByRole('button', { name: 'Make a key' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Make a key' }))
    return { ...shown, dialog, make: dialog.getByRole('button', { name: 'Make a key' }) }
  }

  it('is made for a named program that may do what was ticked', async () => {
    const wanted = serviceMakesKeys()
    const { user, dialog, make } = await openDialog()
    expect(make).toBeDisabled()
    await user.type(dialog.getByRole('textbox', { name: 'Name of the program' }), ' Router ')
    expect(dialog.getByRole('checkbox', { name: 'send events and statements' })).toBeChecked()
    await user.click(dialog.getByRole('checkbox', { name: 'read the statements that it sent itself' }))
    await user.click(make)
    await waitFor(() => expect(wanted).toEqual([{ name: 'Router', scopes: ['write', 'read-mine'] }]))
  })

  it('that allows nothing cannot be made', async () => {
    const { user, dialog, make } = await openDialog()
    await user.type(dialog.getByRole('textbox'), 'Router')
    await user.click(dialog.getByRole('checkbox', { name: 'send events and statements' }))
    expect(dialog.getByRole('alert')).toHaveTextContent('Choose at least one thing')
    expect(make).toBeDisabled()
  })

  it('shows its secret this once, to copy, with the lines for the programs it is for', async () => {
    serviceMakesKeys()
    const { user, dialog, make } = await openDialog()
    await user.type(dialog.getByRole('textbox'), 'Router')
    await user.click(make)
    const shown = within(await screen.findByRole('alertdialog', { name: 'The key for Router is ready' }))
    expect(within(shown.getByRole('region', { name: 'Secret' })).getByText('shown-once')).toBeVisible()
    await user.click(shown.getByRole('button', { name: 'Copy: Secret' }))
    expect(await shown.findByText('Copied')).toBeVisible()
    expect(await navigator.clipboard.readText()).toBe('shown-once')

    expect(shown.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual([
      'event-routing-backends',
      'Vector',
      'Fluent Bit',
    ])
    expect(shown.getByText(/Route url: http:\/\/localhost:3000\/xAPI\/ /)).toBeVisible()
    await user.click(shown.getByRole('tab', { name: 'Fluent Bit' }))
    expect(shown.getByText(/HTTP_Passwd shown-once/)).toBeVisible()

    await user.click(shown.getByRole('button', { name: 'I have copied it' }))
    expect(screen.queryByText('shown-once')).toBeNull()
    expect(await screen.findByRole('row', { name: /^Router/ })).toBeVisible()
  })

  it('can be copied by hand where the browser keeps its clipboard shut', async () => {
    serviceMakesKeys()
    const { user, dialog, make } = await openDialog()
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'))
    await user.type(dialog.getByRole('textbox'), 'Router')
    await user.click(make)
    await user.click(await screen.findByRole('button', { name: 'Copy: Secret' }))
    expect(await screen.findByText(/Mark the text and copy it/)).toBeVisible()
  })

  it('that the service refuses says why, and keeps what was typed', async () => {
    service.use(
      http.post('*/api/credentials', () =>
        HttpResponse.json(
          { error: { code: 'forbidden', message: 'Superusers only.', requestId: 'r' } },
          { status: 403 },
        ),
      ),
    )
    const { user, dialog, make } = await openDialog()
    await user.type(dialog.getByRole('textbox'), 'Router')
    await user.click(make)
    expect(await dialog.findByText('Superusers only.')).toBeVisible()
    expect(dialog.getByRole('textbox')).toHaveValue('Router')
  })
})

describe('revoking a key', () => {
  it('says what that means first, and then that it is done', async () => {
    const revoked: string[] = []
    service.use(
      http.delete('*/api/credentials/:id', ({ params }) => {
        revoked.push(String(params.id))
        keys(exporter, { ...vector, revokedAt: '2026-05-06T10:00:00Z' }, old)
        return new HttpResponse(null, { status: 204 })
      }),
    )
    const { user } = renderScreen(<Credentials />)
    await user.click(await screen.findByRole('button', { name: 'Revoke the key for Vector' }))
    const dialog = within(screen.getByRole('alertdialog', { name: 'Revoke the key for Vector?' }))
    expect(dialog.getByText(/refused from that moment on/)).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Keep it' }))
    expect(revoked).toEqual([])

    await user.click(screen.getByRole('button', { name: 'Revoke the key for Vector' }))
    await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Revoke' }))
    expect(await screen.findByText('The key for Vector no longer works.')).toBeVisible()
    expect(revoked).toEqual(['01key'])
    expect((await rowOf('Vector')).getByText(/^Revoked May 6, 2026/)).toBeVisible()
  })
})
