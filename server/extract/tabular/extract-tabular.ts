import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { LakeColumn } from '../../lake/manifest.ts'
import { writeParts } from '../../lake/write-parts.ts'
import { openRowFile } from '../row-file.ts'
import type { FieldSettings, TableSettings } from '../settings/settings.ts'
import type { Extracted, ExtractRequest } from '../source.ts'
import type { TabularContent } from './tabular-content.ts'

const progressSchema = z.object({
  file: z.string(),
  reading: z.string(),
  content: z.string(),
  header: z.array(z.string()),
})

/** Counted up when the same file comes to stand otherwise in the lake. */
const waysOfReading = 1

/** How often progress is told. */
const rowsBetween = 10_000

/**
 * Extracts a file or a sheet by the names in its header. Nothing is written when the file is the same as before, or when what the
 * table takes of it is.
 * @param file what tells one state of the file from another
 * @param open called when it has to be read
 */
export async function extractTabular(
  request: ExtractRequest,
  file: string,
  open: () => Promise<TabularContent>,
): Promise<Extracted> {
  const { table, format, now } = request
  const columns = columnsOf(table)
  const before = progressSchema.safeParse(request.previous?.progress).data
  const reading = hashOf([waysOfReading, format, table.fields, table.partitions?.fields ?? []])
  const known = before?.reading === reading ? before : undefined
  const unchanged = { columns, parts: [], isWhole: false, gone: [], asOf: now }
  if (known?.file === file) return { ...unchanged, progress: known, warnings: [] }
  const content = await open()
  const places = placesOf(table.fields, content.header)
  const read = await readRows(request, content, places).finally(content.close)
  const progress = { file, reading, content: read.hash, header: content.header.filter((name) => name !== '') }
  const warnings = [
    ...content.warnings(),
    ...warningsOfHeader(content.header, table.fields, places, before?.header),
    ...(read.rows === 0 ? ['There are no rows below the header.'] : []),
  ]
  if (known?.content === read.hash) return { ...unchanged, progress, warnings }
  const written = await writeParts({
    engine: request.engine,
    select: request.guard(read.select),
    columns,
    partitionColumns: table.partitions?.fields ?? [],
    directory: join(request.directory, 'parts'),
    format,
    ...(request.signal && { signal: request.signal }),
  })
  return {
    columns,
    parts: written.parts,
    isWhole: true,
    gone: [],
    asOf: now,
    progress,
    warnings: [...warnings, ...written.warnings],
  }
}

/** The header of content that is wanted for nothing else. */
export async function headerOf(open: () => Promise<TabularContent>): Promise<readonly string[]> {
  const { header, close } = await open()
  await close()
  return header
}

/** The fields of a settings file that take all columns of a header: texts. */
export const fieldsOfHeader = (header: readonly string[]): FieldSettings[] =>
  [...new Set(header)].filter((name) => name !== '').map((name) => ({ name, type: 'string' }))

async function readRows(
  { table, directory, signal, onProgress }: ExtractRequest,
  content: TabularContent,
  places: readonly (number | null)[],
) {
  const hash = createHash('sha256')
  const names = table.fields.map(({ name }) => name)
  const file = openRowFile(join(directory, 'rows.jsonl'), names)
  const tell = () => onProgress?.({ rows: file.rows, bytes: file.bytes })
  try {
    for await (const row of content.rows) {
      const values = table.fields.map(({ constant }, index) => {
        if (constant !== undefined) return constant === null ? null : String(constant)
        const place = places[index]
        return place === null || place === undefined ? null : (row[place] ?? null)
      })
      hash.update(JSON.stringify(values))
      await file.write(values)
      if (file.rows % rowsBetween !== 0) continue
      signal?.throwIfAborted()
      tell()
    }
  } finally {
    await file.close()
  }
  tell()
  return { rows: file.rows, select: file.select, hash: hash.digest('hex') }
}

/** Where each field stands in the header: by its very name, else by the only one that differs in capital letters alone. Null: nowhere. */
function placesOf(fields: readonly FieldSettings[], header: readonly string[]): (number | null)[] {
  const lower = header.map((name) => name.toLowerCase())
  return fields.map(({ name }) => {
    const exact = header.indexOf(name.trim())
    if (exact >= 0) return exact
    const found = lower.indexOf(name.trim().toLowerCase())
    return found >= 0 && found === lower.lastIndexOf(name.trim().toLowerCase()) ? found : null
  })
}

/** @param before names of the header as it was read last; undefined: it never was */
function warningsOfHeader(
  header: readonly string[],
  fields: readonly FieldSettings[],
  places: readonly (number | null)[],
  before: readonly string[] | undefined,
): string[] {
  const named = header.filter((name) => name !== '')
  const missing = fields.filter(({ constant }, index) => constant === undefined && places[index] === null)
  const twice = [...new Set(named.filter((name, index) => named.indexOf(name) !== index))]
  const fresh = before === undefined ? [] : named.filter((name) => !before.includes(name))
  const list = (names: readonly string[]) => names.join(', ')
  return [
    ...missing.map(({ name }) => `The header has no column ${name}: it is empty.`),
    ...(twice.length > 0 ? [`Named twice in the header, the first counts: ${list(twice)}.`] : []),
    ...(named.length < header.length
      ? [`Columns without a name in the header, left out: ${header.length - named.length}.`]
      : []),
    ...(fresh.length > 0
      ? [`New in the header: ${list(fresh)}. \`set-tables-fields\` takes them into the settings.`]
      : []),
  ]
}

/** Of the files: what parts the table is in their names. */
function columnsOf({ fields, partitions }: TableSettings): LakeColumn[] {
  return fields
    .filter(({ name }) => !partitions?.fields.includes(name))
    .map(({ name, type }) => ({ name, type, isNullable: true }))
}

const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
