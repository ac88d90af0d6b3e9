import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { createRouter } from './app/routes.tsx'
import { followTheme } from './app/theme.ts'
import { createQueryClient } from './data/query-client.ts'
import { chooseLocale, defaultLanguageCookie, readCookie } from './i18n/locale.ts'

// Before anything is asked or drawn: the service answers in the page's language.
document.documentElement.lang = chooseLocale([
  readCookie(document.cookie, defaultLanguageCookie),
  ...navigator.languages,
])
followTheme()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <App router={createRouter()} queryClient={createQueryClient()} />
  </StrictMode>,
)
