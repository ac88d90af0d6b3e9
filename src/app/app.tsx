import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, type RouterProviderProps } from 'react-router'
import { LanguageProvider } from './language-provider.tsx'

interface AppProps {
  readonly router: RouterProviderProps['router']
  readonly queryClient: QueryClient
}

/** What every page stands on: the memory of answers, the language and the addresses. */
export function App({ router, queryClient }: AppProps) {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  )
}
