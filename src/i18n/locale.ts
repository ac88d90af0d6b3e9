import type { Locale } from '../../server/contract/text.ts'

/** Open edX's own cookie, until the service has told us another name. */
export const defaultLanguageCookie = 'openedx-language-preference'

/** The screen's languages by their own names. A runtime list: the contract gives the screen types only. */
export const languages: readonly { readonly locale: Locale; readonly name: string }[] = [
  { locale: 'en', name: 'English' },
  { locale: 'es', name: 'Español' },
]

const rightToLeft = new Set(['ar', 'he', 'fa', 'ur'])

/** The first wish that Panorama speaks: exactly, else by its primary language (`es-419` -> `es`), else English. */
export function chooseLocale(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    const primary = wish?.toLowerCase().split(/[-_]/)[0]
    const language = languages.find(({ locale }) => locale === primary)
    if (language) return language.locale
  }
  return 'en'
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(language.toLowerCase().split(/[-_]/)[0] ?? '') ? 'rtl' : 'ltr'
}

/** The value of one cookie in `document.cookie`'s text, or null. */
export function readCookie(cookies: string, name: string): string | null {
  for (const cookie of cookies.split(';')) {
    const [key, ...value] = cookie.trim().split('=')
    if (key === name) return decodeURIComponent(value.join('='))
  }
  return null
}

/** Writes the language choice where the LMS reads it too, for a year. */
export function rememberLanguage(locale: Locale, cookieName: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that Open edX supports
  document.cookie = `${cookieName}=${locale}; path=/; max-age=31536000; samesite=lax`
}
