/** A piece of HTML that needs no more escaping. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A template in which everything put in is escaped, unless it is HTML already. */
export function html(strings: TemplateStringsArray, ...values: (string | Html | readonly Html[])[]): Html {
  const pieces = strings.map((string, index) => string + (index < values.length ? rendered(values[index]!) : ''))
  return new Html(pieces.join(''))
}

function rendered(value: string | Html | readonly Html[]): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'string') return escaped(value)
  return value.map(({ text }) => text).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}
