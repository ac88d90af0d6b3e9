import { meaningOfFormat, type NumberMeaning } from './number-format.ts'
import { readXml, type XmlVisitor } from './read-xml.ts'
import { createTextCollector, type TextCollector } from './rich-text.ts'

type Content = AsyncIterable<Uint8Array>

/** Reads a small part to its end. */
async function all<Item>(content: Content, visitor: XmlVisitor<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const some of readXml(content, visitor)) items.push(...some)
  return items
}

export interface Relationship {
  readonly id: string
  readonly type: string
  readonly target: string
}

/** What a part refers to, by `_rels/….rels` beside it. */
export function readRelationships(content: Content): Promise<Relationship[]> {
  return all(
    content,
    collect((name, attribute) => {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return undefined
      return { id: attribute('Id') ?? '', type: attribute('Type') ?? '', target: attribute('Target') ?? '' }
    }),
  )
}

export type WorkbookEntry =
  | { readonly kind: 'sheet'; readonly name: string; readonly relationship: string; readonly isHidden: boolean }
  | { readonly kind: 'properties'; readonly isFrom1904: boolean }

/** The sheets of a workbook in the order of their tabs, and how it counts days. */
export function readWorkbook(content: Content): Promise<WorkbookEntry[]> {
  return all(
    content,
    collect((name, attribute): WorkbookEntry | undefined => {
      if (name === 'workbookPr') return { kind: 'properties', isFrom1904: isTrue(attribute('date1904')) }
      if (name !== 'sheet') return undefined
      const isHidden = (attribute('state') ?? 'visible') !== 'visible'
      return { kind: 'sheet', name: attribute('name') ?? '', relationship: attribute('id') ?? '', isHidden }
    }),
  )
}

/** What the numbers in cells of each style mean. */
export async function readStyles(content: Content): Promise<NumberMeaning[]> {
  const codes = new Map<number, string>()
  const formats: number[] = []
  let isInCells = false
  await all(content, {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      if (name === 'cellXfs') isInCells = true
      if (name === 'xf' && isInCells) formats.push(Number(attribute('numFmtId') ?? 0))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
    take: () => [],
  })
  return formats.map((id) => meaningOfFormat(id, codes.get(id)))
}

/** Texts that cells refer to by their number. */
export async function* readSharedStrings(content: Content): AsyncGenerator<readonly string[]> {
  let texts: string[] = []
  let collector: TextCollector | undefined
  yield* readXml(content, {
    open(name) {
      if (name === 'si') collector = createTextCollector()
      else collector?.open(name)
    },
    text: (text) => collector?.text(text),
    close(name) {
      if (name === 'si') {
        texts.push(collector?.end() ?? '')
        collector = undefined
      } else {
        collector?.close(name)
      }
    },
    take() {
      const taken = texts
      texts = []
      return taken
    },
  })
}

/** A visitor that looks at elements as they begin, and at nothing else. */
function collect<Item>(
  look: (name: string, attribute: (name: string) => string | undefined) => Item | undefined,
): XmlVisitor<Item> {
  let items: Item[] = []
  return {
    open(name, attribute) {
      const item = look(name, attribute)
      if (item !== undefined) items.push(item)
    },
    take() {
      const taken = items
      items = []
      return taken
    },
  }
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true'
