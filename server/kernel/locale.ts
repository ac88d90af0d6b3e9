import { type Locale, locales } from '../contract/text.ts'

/** The language of ours that a language tag asks for (`es-419` -> `es`), or null for one that Panorama is not written in. */
export function localeOf(tag: string): Locale | null {
  const primary = tag.trim().toLowerCase().split(/[-_]/, 1)[0]
  return locales.find((locale) => locale === primary) ?? null
}

/** The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4); English when none fits. */
export function acceptedLocale(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.split(';')
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/i.exec(parameter)?.[1]).find(Boolean)
    return { locale: localeOf(tag), quality: quality === undefined ? 1 : Number(quality) }
  })
  const best = wishes.filter(({ locale, quality }) => locale && quality > 0).sort((a, b) => b.quality - a.quality)[0]
  return best?.locale ?? 'en'
}
