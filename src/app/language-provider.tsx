import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { IntlProvider } from 'react-intl'
import type { Locale } from '../../server/contract/text.ts'
import { sessionQuery, siteQuery } from '../data/queries.ts'
import { chooseLocale, defaultLanguageCookie, directionOf, readCookie, rememberLanguage } from '../i18n/locale.ts'

interface Language {
  readonly locale: Locale
  readonly choose: (locale: Locale) => void
}

const LanguageContext = createContext<Language>({ locale: 'en', choose: () => {} })

/** The reader's language and the way to choose another. */
export const useLanguage = (): Language => useContext(LanguageContext)

/**
 * Gives the whole screen the reader's language, direction and time zone: a choice made here or in the LMS (they share
 * a cookie), else the LMS preference that the service knows, else the browser's.
 */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const queryClient = useQueryClient()
  const { data: site } = useQuery(siteQuery())
  const { data: session } = useQuery(sessionQuery())
  const [chosen, setChosen] = useState<Locale | null>(null)
  const cookieName = site?.languageCookie ?? defaultLanguageCookie
  const locale =
    chosen ?? chooseLocale([readCookie(document.cookie, cookieName), session?.locale, ...navigator.languages])
  const messages = useMessages(locale)

  // Before anything below asks the service, which answers in the language of the page.
  useLayoutEffect(() => {
    if (!messages) return
    document.documentElement.lang = messages.locale
    document.documentElement.dir = directionOf(messages.locale)
  }, [messages])

  const language = useMemo(
    () => ({
      locale,
      choose: (next: Locale) => {
        rememberLanguage(next, cookieName)
        document.documentElement.lang = next
        setChosen(next)
        // Titles and definitions come from the service in the language they were asked in.
        void queryClient.invalidateQueries()
      },
    }),
    [locale, cookieName, queryClient],
  )

  if (!messages) return null
  const zone = session?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <LanguageContext.Provider value={language}>
      <IntlProvider locale={messages.locale} messages={messages.texts} timeZone={zone} onError={ignoreDefaults}>
        <I18nProvider locale={messages.locale}>{children}</I18nProvider>
      </IntlProvider>
    </LanguageContext.Provider>
  )
}

interface Messages {
  readonly locale: Locale
  readonly texts: Record<string, string>
}

/** The texts of a language; English needs none, it is written in the components. The language before stays until the next is there. */
function useMessages(locale: Locale): Messages | null {
  const [messages, setMessages] = useState<Messages | null>(locale === 'en' ? english : null)
  useEffect(() => {
    let isWanted = true
    const loading = locale === 'en' ? Promise.resolve(english) : loadSpanish()
    void loading.catch(() => english).then((loaded) => isWanted && setMessages(loaded))
    return () => {
      isWanted = false
    }
  }, [locale])
  return messages
}

const english: Messages = { locale: 'en', texts: {} }

async function loadSpanish(): Promise<Messages> {
  const { default: texts } = await import('../i18n/messages/es.json')
  return { locale: 'es', texts }
}

/** A text missing from a language is shown in English; a test keeps the languages complete. */
function ignoreDefaults(error: { readonly code: string }): void {
  if (error.code !== 'MISSING_TRANSLATION') throw error
}
