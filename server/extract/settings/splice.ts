import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml'
import { badInput } from '../../kernel/errors.ts'
import type { YamlFile } from './yaml-file.ts'

/** Some text of a file, by another. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** The text with all of it done; what no splice touches stays as it is, to the letter. At the same place they keep their order. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const fromTheEnd = splices
    .map((splice, index) => ({ ...splice, index }))
    .sort((one, other) => other.from - one.from || other.index - one.index)
  return fromTheEnd.reduce((result, { from, to, text: by }) => result.slice(0, from) + by + result.slice(to), text)
}

/** A map of plain texts, as it is written into a list. */
export type Entry = Readonly<Record<string, string>>

/** A map of the file that may be changed. */
export interface EditableMap {
  readonly map: YAMLMap
  readonly file: YamlFile
}

/** The maps of a list of a map. @throws PanoramaError `bad_input` where parts are shared by anchors */
export function mapsOf({ map, file }: EditableMap, key: string): EditableMap[] {
  const list = pairOf({ map, file }, key)?.value
  if (!isSeq(list)) return []
  return list.items.map((item) => ({ map: mapOf(item, file), file }))
}

/** The root of a file. */
export function editableRoot(file: YamlFile): EditableMap {
  return { map: mapOf((file.document as Document).contents, file), file }
}

/**
 * Adds entries behind the last of a list, in its style; makes the list when there is none.
 * @throws PanoramaError `bad_input` where the list is shared by an anchor
 */
export function appended({ map, file }: EditableMap, key: string, entries: readonly Entry[]): Splice[] {
  if (entries.length === 0) return []
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n'
  const flow = entries.map(inFlow).join(', ')
  const pair = pairOf({ map, file }, key)
  const list = pair?.value
  if (isSeq(list) && list.items.length > 0) {
    const last = list.items.at(-1) as Node
    if (list.flow) return [insert(last.range![1], `, ${flow}`)]
    const dash = columnOfDash(last, file)
    const isBlock = isMap(last) && !last.flow
    const lines = entries.flatMap((entry) => (isBlock ? inBlock(entry) : [`- ${inFlow(entry)}`]))
    return [linesAfter(last, lines, dash, file, newline)]
  }
  if (isSeq(list)) return [{ from: list.range![0], to: list.range![1], text: `[${flow}]` }]
  const indent = indentOf(map, file)
  if (pair !== undefined) {
    // The key stands there without a value, or with a null.
    const colon = colonOf(pair, file)
    if (map.flow) return [{ from: colon.at, to: endOfScalar(pair, colon.at), text: `${colon.missing} [${flow}]` }]
    const lines = entries.map((entry) => `- ${inFlow(entry)}`)
    return [
      { from: colon.at, to: endOfScalar(pair, colon.at), text: colon.missing },
      linesAfter(pair.key as Node, lines, indent + 2, file, newline),
    ]
  }
  const lastPair = map.items.at(-1)!
  if (map.flow) return [insert(endOf(lastPair), `, ${key}: [${flow}]`)]
  const lines = [`${key}:`, ...entries.map((entry) => `  - ${inFlow(entry)}`)]
  return [linesAfter((lastPair.value ?? lastPair.key) as Node, lines, indent, file, newline)]
}

/** Takes entries out of a list, with the lines that are theirs. @param indexes in their order */
export function removed({ map, file }: EditableMap, key: string, indexes: readonly number[]): Splice[] {
  const list = pairOf({ map, file }, key)?.value
  if (!isSeq(list) || indexes.length === 0) return []
  const items = list.items as Node[]
  if (!list.flow) return indexes.map((index) => linesOf(items[index]!, file))
  if (indexes.length === items.length) return [{ from: list.range![0], to: list.range![1], text: '[]' }]
  // With the comma before each; of those at the beginning, with the one behind.
  const leading = indexes.filter((index, place) => index === place).length
  const first = leading > 0 ? [{ from: items[0]!.range![0], to: items[leading]!.range![0], text: '' }] : []
  const others = indexes.slice(leading)
  return [
    ...first,
    ...others.map((index) => ({ from: items[index - 1]!.range![1], to: items[index]!.range![1], text: '' })),
  ]
}

/** Puts a plain text in the place of the one that a key has. */
export function replaced(editable: EditableMap, key: string, text: string): Splice[] {
  const { map } = editable
  const pair = pairOf(editable, key)
  const value = pair?.value
  if (isScalar(value) && value.range) {
    if (value.range[0] === value.range[1]) return [insert(value.range[0], ` ${inYaml(text)}`)]
    return [{ from: value.range[0], to: value.range[1], text: inYaml(text) }]
  }
  const last = map.items.at(-1)!
  const newline = editable.file.text.includes('\r\n') ? '\r\n' : '\n'
  if (map.flow) return [insert(endOf(last), `, ${key}: ${inYaml(text)}`)]
  const lines = [`${key}: ${inYaml(text)}`]
  return [linesAfter((last.value ?? last.key) as Node, lines, indentOf(map, editable.file), editable.file, newline)]
}

function pairOf({ map, file }: EditableMap, key: string): Pair | undefined {
  const isMerged = map.items.some((pair) => isScalar(pair.key) && typeof pair.key.value === 'symbol')
  const own = map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
  const isShared = isAlias(own?.value) || (isSeq(own?.value) && own.value.anchor !== undefined)
  if (isShared || (own === undefined && isMerged)) throw shared(own?.value ?? map, file)
  return own as Pair | undefined
}

function mapOf(node: unknown, file: YamlFile): YAMLMap {
  if (isMap(node)) return node
  throw shared(node, file)
}

function shared(node: unknown, file: YamlFile) {
  const { line } = file.placeAt((node as Node | null)?.range?.[0] ?? 0)
  return badInput(`${file.path}:${line}: this part of the file is shared by an anchor.`, {
    advice: 'Change it by hand, or write it out in each place.',
  })
}

function insert(at: number, text: string): Splice {
  return { from: at, to: at, text }
}

/** Lines of their own behind whatever a node ends with, also behind the comment on its line. */
function linesAfter(node: Node, lines: readonly string[], indent: number, file: YamlFile, newline: string): Splice {
  const end = endOf(node)
  const isAfterLine = file.text[end - 1] === '\n'
  const lineEnd = file.text.indexOf('\n', end)
  const at = isAfterLine ? end : lineEnd === -1 ? file.text.length : lineEnd + 1
  const block = lines.map((line) => `${' '.repeat(indent)}${line}${newline}`).join('')
  const isOpen = !isAfterLine && lineEnd === -1
  return insert(at, isOpen ? `${newline}${block}` : block)
}

/** All lines of an entry of a block list, from its dash on. */
function linesOf(entry: Node, { text }: YamlFile): Splice {
  const dash = text.lastIndexOf('-', entry.range![0] - 1)
  const end = endOf(entry)
  const lineEnd = text[end - 1] === '\n' ? end - 1 : text.indexOf('\n', end)
  return { from: text.lastIndexOf('\n', dash) + 1, to: lineEnd === -1 ? text.length : lineEnd + 1, text: '' }
}

/** Where the last thing in a node ends; the range of a block goes on to the next. */
function endOf(node: Node | Pair): number {
  if ('key' in node) return endOf(((node.value as Node | null) ?? node.key) as Node)
  if (isMap(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1)! as Pair)
  if (isSeq(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1)! as Node)
  return node.range![1]
}

/** Behind the colon of a key; in braces there may be none. */
function colonOf({ key }: Pair, { text }: YamlFile): { readonly at: number; readonly missing: string } {
  const end = (key as Node).range![1]
  const [gap] = /^\s*:/.exec(text.slice(end)) ?? []
  return gap === undefined ? { at: end, missing: ':' } : { at: end + gap.length, missing: '' }
}

/** A value that is not there has a place, too. */
function endOfScalar({ value }: Pair, colon: number): number {
  const range = (value as Scalar | null)?.range
  return range && range[1] > range[0] && range[0] >= colon ? range[1] : colon
}

/** The column of the dash before an entry of a block list, from 0. */
function columnOfDash(entry: Node, file: YamlFile): number {
  const dash = file.text.lastIndexOf('-', entry.range![0] - 1)
  return dash - (file.text.lastIndexOf('\n', dash) + 1)
}

/** The column of the first key of a block, from 0. */
function indentOf(map: YAMLMap, file: YamlFile): number {
  return file.placeAt((map.items[0]!.key as Node).range![0]).column - 1
}

function inFlow(entry: Entry): string {
  const pairs = Object.entries(entry).map(([key, text]) => `${key}: ${inYaml(text)}`)
  return `{${pairs.join(', ')}}`
}

function inBlock(entry: Entry): string[] {
  return Object.entries(entry).map(([key, text], index) => `${index === 0 ? '- ' : '  '}${key}: ${inYaml(text)}`)
}

/** What YAML 1.1 takes for something else than text. */
const words = /^(y|n|yes|no|on|off|true|false|null|~)$/i

/** A text that is a text in a block as well as in braces. */
export function inYaml(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) && !words.test(text) ? text : JSON.stringify(text)
}
