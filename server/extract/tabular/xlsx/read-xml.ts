import { SaxesParser } from 'saxes'

/** What is made of a document while it passes by. Names of elements come without their prefix, as `row` for `x:row`. */
export interface XmlVisitor<Item> {
  open?(name: string, attribute: (name: string) => string | undefined): void
  text?(text: string): void
  close?(name: string): void
  /** What has been completed since it was taken last. */
  take(): readonly Item[]
}

/**
 * Reads a document in pieces: only what is not complete yet is held. Entities of a document's own are not resolved.
 * @throws Error of the parser, when it is not well formed
 */
export async function* readXml<Item>(
  content: AsyncIterable<Uint8Array>,
  visitor: XmlVisitor<Item>,
): AsyncGenerator<readonly Item[]> {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('opentag', ({ name, attributes }) => {
    visitor.open?.(local(name), (wanted) => {
      const found = attributes[wanted] ?? attributes[Object.keys(attributes).find((key) => local(key) === wanted) ?? '']
      return found === undefined ? undefined : String(found)
    })
  })
  parser.on('text', (text) => visitor.text?.(text))
  parser.on('cdata', (text) => visitor.text?.(text))
  parser.on('closetag', ({ name }) => visitor.close?.(local(name)))
  const decoder = new TextDecoder()
  for await (const bytes of content) {
    parser.write(decoder.decode(bytes, { stream: true }))
    yield visitor.take()
  }
  parser.write(decoder.decode()).close()
  yield visitor.take()
}
