import { z } from 'zod'

/** The languages Panorama is written in. Every text a person reads exists in each of them, or it does not compile. */
export const locales = ['en', 'es'] as const
export type Locale = (typeof locales)[number]

/** A text in every language, in ICU-free plain words. */
export type Text = Readonly<Record<Locale, string>>

export const localeSchema = z.enum(locales)
