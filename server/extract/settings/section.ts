import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap } from 'yaml'
import type { z } from 'zod'
import { nearestWord } from './nearest-word.ts'
import type { Remark } from './problems.ts'
import { type LookUp, withReferences } from './references.ts'
import type { YamlFile } from './yaml-file.ts'

/**
 * The keys of one map of a settings file, read one by one. What is wrong is collected, so that a person gets to know all of it at
 * once: where a value cannot be read, something of its type takes its place, and `Reading.problems` says that none of it counts.
 */
export interface Section {
  /** Blank counts as absent, because templates leave keys so. */
  has(key: string): boolean
  /** As it stands in the file, `012` and `yes` too; null when absent. `${NAME}` is replaced by what it stands for. */
  text(key: string): string | null
  /** As `text`; absent is a problem. */
  required(key: string, what: string): string
  /** Checked and converted; `standard` is read in its place when it is absent. */
  value<T extends z.ZodType<unknown, string>>(key: string, type: T, standard: z.input<T>): z.output<T>
  /** For the one value that may be null: false when the key is not there at all. */
  constant(key: string): { readonly text: string | null } | false
  /** The maps of a list. */
  sections(key: string): readonly Section[]
  /** The texts of a list. */
  texts(key: string): readonly string[]
  section(key: string): Section | null
  /** At the key, or at the section when the key is absent. */
  problem(says: string, key?: string): void
  remark(says: string, key?: string): void
  /** Tells of keys that nobody has asked for. */
  done(): void
}

export interface Reading {
  readonly root: Section
  readonly problems: readonly Remark[]
  /** What may be meant, but does nothing. */
  readonly remarks: readonly Remark[]
}

export function readSections(file: YamlFile, lookUp: LookUp): Reading {
  const problems: Remark[] = []
  const remarks: Remark[] = []
  const at = (node: unknown) => file.placeAt((node as Node | null)?.range?.[0] ?? 0)
  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(file.document) : node)

  function open(map: YAMLMap, name: string, place: unknown, inside: readonly unknown[]): Section {
    const pairs = pairsOf(map, [...inside, map])
    const asked = new Set<string>()
    const where = (key?: string) => at(key === undefined ? place : (pairs.get(key)?.key ?? place))
    const inSection = (key: string) => (name === '' ? key : `${name}.${key}`)
    const problem = (says: string, key?: string) => void problems.push({ ...where(key), says })
    const remark = (says: string, key?: string) => void remarks.push({ ...where(key), says })

    function nodeOf(key: string): unknown {
      asked.add(key)
      return resolved(pairs.get(key)?.value)
    }
    function textOf(node: unknown, key: string): string | null {
      if (isBlank(node)) return null
      if (!isScalar(node)) {
        problem(`${inSection(key)} must be a single text, not a list or a section`, key)
        return null
      }
      const found = withReferences(plainText(node), lookUp)
      for (const says of found.problems) problem(`${inSection(key)}: ${says}`, key)
      return found.text
    }
    function listOf(key: string): readonly unknown[] {
      const list = nodeOf(key)
      if (isBlank(list)) return []
      if (isSeq(list)) return list.items
      problem(`${inSection(key)} must be a list: begin each of its entries with "- "`, key)
      return []
    }

    return {
      has: (key) => !isBlank(nodeOf(key)),
      text: (key) => textOf(nodeOf(key), key),
      required(key, what) {
        const before = problems.length
        const text = textOf(nodeOf(key), key)
        if (text === null && problems.length === before) problem(`${inSection(key)} is missing: ${what}`, key)
        return text ?? ''
      },
      value(key, type, standard) {
        const checked = type.safeParse(textOf(nodeOf(key), key) ?? standard)
        if (checked.success) return checked.data
        for (const { message } of checked.error.issues) problem(`${inSection(key)} ${message}`, key)
        return type.parse(standard)
      },
      constant(key) {
        const node = nodeOf(key)
        if (!pairs.has(key)) return false
        return { text: isScalar(node) && node.value === '' ? '' : textOf(node, key) }
      },
      sections: (key) =>
        listOf(key).flatMap((item, index) => {
          const entry = resolved(item)
          if (isMap(entry) && !inside.includes(entry)) {
            return [open(entry, `${inSection(key)}[${index}]`, item, [...inside, map])]
          }
          problems.push({ ...at(item), says: `${inSection(key)}[${index}] must have keys, as in "- name: …"` })
          return []
        }),
      texts: (key) =>
        listOf(key).flatMap((item, index) => {
          const text = textOf(resolved(item), `${key}[${index}]`)
          return text === null ? [] : [text]
        }),
      section(key) {
        const node = nodeOf(key)
        if (isBlank(node)) return null
        if (isMap(node) && !inside.includes(node))
          return open(node, inSection(key), pairs.get(key)?.key, [...inside, map])
        problem(`${inSection(key)} must be a section with keys of its own`, key)
        return null
      },
      problem,
      remark,
      done() {
        for (const key of pairs.keys()) {
          if (asked.has(key)) continue
          const near = nearestWord(key, [...asked])
          if (near === undefined) remark(`${inSection(key)} is not known and does nothing: remove it`, key)
          else problem(`${inSection(key)} is not known: did you mean ${near}?`, key)
        }
      },
    }
  }

  /** By key; those of merged maps (`<<: *anchor`) where the map has none of its own. */
  function pairsOf(map: YAMLMap, inside: readonly unknown[]): ReadonlyMap<string, Pair> {
    const own = new Map<string, Pair>()
    const merged = new Map<string, Pair>()
    for (const pair of map.items) {
      if (isScalar(pair.key) && typeof pair.key.value === 'symbol') {
        const value = resolved(pair.value)
        for (const item of isSeq(value) ? value.items.map(resolved) : [value]) {
          if (!isMap(item) || inside.includes(item)) continue
          for (const [key, from] of pairsOf(item, [...inside, item])) if (!merged.has(key)) merged.set(key, from)
        }
      } else if (isScalar(pair.key)) own.set(plainText(pair.key), pair)
      else problems.push({ ...at(pair.key), says: 'must be a plain key' })
    }
    return new Map([...merged, ...own])
  }

  return { root: open(file.document.contents as YAMLMap, '', file.document.contents, []), problems, remarks }
}

function isBlank(node: unknown): boolean {
  return node === undefined || node === null || (isScalar(node) && (node.value === null || node.value === ''))
}

/** A plain scalar keeps the letters of the file: what `012` or `yes` mean is for whoever asks to say. */
function plainText({ type, source, value }: Scalar): string {
  return type === Scalar.PLAIN && source !== undefined ? source : String(value)
}
