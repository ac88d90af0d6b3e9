import { readFile } from 'node:fs/promises'
import { type Document, isMap, LineCounter, parseDocument, type YAMLError } from 'yaml'
import { badInput, misconfigured } from '../../kernel/errors.ts'
import { type Remark, unusable } from './problems.ts'

/** A settings file, parsed: with its comments, and with the place of everything that stands in it. */
export interface YamlFile {
  readonly path: string
  readonly text: string
  readonly document: Document.Parsed
  /** Where in the file a character is, counted from its beginning. */
  placeAt(offset: number): Pick<Remark, 'line' | 'column'>
}

/**
 * Reads YAML as panorama-elt does: YAML 1.1, with anchors and merged keys.
 * @throws PanoramaError `misconfigured` when there is no such file, or what is in it is no YAML
 */
export async function readYamlFile(path: string): Promise<YamlFile> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') {
      throw misconfigured(`There is no settings file ${path}.`, {
        advice: 'Name the file with --settings FILE, or have one written with: panorama elt init',
        cause,
      })
    }
    throw badInput(`The settings file ${path} cannot be read (${cause.code}).`, {
      advice: 'Let whoever runs this command read the file.',
      cause,
    })
  })
  return parseYaml(path, text)
}

/**
 * As `readYamlFile`, of a text.
 * @param path what errors call it
 */
export function parseYaml(path: string, text: string): YamlFile {
  const lines = new LineCounter()
  // Without the excerpt of the file in its errors: it may hold a password.
  const document = parseDocument(text, { version: '1.1', lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  if (document.errors.length > 0) {
    throw unusable(
      path,
      document.errors.map((error) => ({ ...placeAt(error.pos[0]), says: inOurWords(error) })),
    )
  }
  if (!isMap(document.contents)) {
    throw unusable(path, [{ line: 1, column: 1, says: 'must begin with the sections datalake: and datasources:' }])
  }
  return { path, text, document, placeAt }
}

/** The parser's own words may quote the file. */
function inOurWords({ code }: YAMLError): string {
  const words: Partial<Record<YAMLError['code'], string>> = {
    BAD_DQ_ESCAPE:
      'a backslash in double quotes must begin an escape that YAML knows; use single quotes for plain text',
    BAD_INDENT: 'is indented in a way that does not fit the lines above',
    BAD_SCALAR_START: 'a text that begins with this sign must stand in quotes',
    BLOCK_AS_IMPLICIT_KEY: 'a text with a colon and a blank in it must stand in quotes',
    DUPLICATE_KEY: 'is given twice in the same section: keep one',
    MISSING_CHAR: 'a quote, bracket, colon or blank is missing here or before',
    MULTIPLE_DOCS: 'a second document begins here: all settings belong into one',
    TAB_AS_INDENT: 'begins with a tab: YAML takes only blanks there',
  }
  return words[code] ?? 'is no YAML; look for a quote, a bracket or an indentation that is not right'
}
