import type { Locale, Text } from '../../contract/text.ts'
import { type Html, html } from './html.ts'

const brand: Text = { en: 'Panorama demo', es: 'Demostración de Panorama' }
const claim: Text = { en: 'See how learning is going.', es: 'Mira cómo va el aprendizaje.' }

/** The frame of every page of the stand-in LMS: the name on one side, the matter on the other. */
export function page({
  locale,
  title,
  basePath,
  content,
}: {
  locale: Locale
  title: string
  /** Path of the stand-in LMS, without a trailing slash. */
  basePath: string
  content: Html
}): string {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} | ${brand[locale]}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${basePath}/style.css">
</head>
<body>
<header class="brand">
<p class="brand-name">${brand[locale]}</p>
<p class="brand-claim">${claim[locale]}</p>
</header>
<main>
${content}
</main>
</body>
</html>
`.text
}
