import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type RenderResult, render } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { IntlProvider } from 'react-intl'
import { createMemoryRouter, RouterProvider } from 'react-router'
import spanish from '../../i18n/messages/es.json'
import { createQueryClient } from '../query-client.ts'

interface Surroundings {
  /** The address at which the element is shown. */
  readonly at?: string
  /** The route's pattern, for elements that read parameters. */
  readonly path?: string
  readonly locale?: 'en' | 'es'
  readonly timeZone?: string
}

/** Renders an element as the app would: with a router, a memory of queries and a language. */
export function renderScreen(
  element: ReactElement,
  { at = '/', path = '*', locale = 'en', timeZone = 'UTC' }: Surroundings = {},
): RenderResult & { user: UserEvent; router: ReturnType<typeof createMemoryRouter>; queryClient: QueryClient } {
  const router = createMemoryRouter([{ path, element }], { initialEntries: [at] })
  const queryClient = createQueryClient()
  queryClient.setDefaultOptions({ queries: { retry: false } })
  const screen = render(
    <IntlProvider locale={locale} messages={locale === 'es' ? spanish : {}} timeZone={timeZone} onError={ignoreMissing}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </IntlProvider>,
  )
  return { ...screen, user: userEvent.setup(), router, queryClient }
}

/** English texts live in the components as defaults; anything else that react-intl has to say is a mistake. */
function ignoreMissing(error: { code: string; message: string }): void {
  if (error.code !== 'MISSING_TRANSLATION') throw new Error(error.message)
}
