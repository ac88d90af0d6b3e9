import { join } from 'node:path'
import { conflict, notFound } from '../../kernel/errors.ts'
import type { LakeColumn } from '../../lake/manifest.ts'
import { writeParts } from '../../lake/write-parts.ts'
import { openRowFile } from '../row-file.ts'
import type { DatasourceSettings, TableSettings } from '../settings/settings.ts'
import type { ExtractRequest, Source } from '../source.ts'
import { openBlocksApiReader } from './blocks-api-reader.ts'
import type { CourseReader, ListedCourse, ListedCourses } from './course-reader.ts'
import { rowsOf, type StructureRow } from './course-rows.ts'
import { openModulestoreReader } from './modulestore-reader.ts'
import { mongoIndex } from './mongo-index.ts'
import { mysqlIndex } from './mysql-index.ts'
import { spoolCourses } from './spooled-courses.ts'
import { createStructureFindings } from './structure-findings.ts'
import { changesSince, readingOf, readProgress } from './structure-progress.ts'
import { courseColumn, isStructureTable, type StructureTable, structureTables } from './structure-tables.ts'
import { walkCourse } from './walk-course.ts'

/** Course structures, from where the settings say that they are: the Blocks API, else MongoDB with its index there or in MySQL. */
export function openCourseStructures(
  settings: Extract<DatasourceSettings, { type: 'openedx_course_structures' }>,
): Source {
  const { blocksApi, mongodb, mysql } = settings
  if (blocksApi !== null) return structuresSource(openBlocksApiReader(blocksApi))
  if (mongodb === null) throw conflict('Course structures need MongoDB or the Blocks API.')
  return structuresSource(
    openModulestoreReader(mongodb, ({ database }) => (mysql === null ? mongoIndex(database) : mysqlIndex(mysql))),
  )
}

/**
 * All tables of one run tell of the courses as they were listed at its beginning, and each course is read once. A table in which
 * nothing has changed is not written. One that is parted by its course column gets new parts for the courses that were published
 * anew; any other is written whole.
 */
function structuresSource(reader: CourseReader): Source {
  const spool = spoolCourses(reader)
  let listed: Promise<{ list: ListedCourses; asOf: Date }> | undefined

  function listOnce({ now, signal }: ExtractRequest) {
    listed ??= reader.list(signal).then((list) => ({ list, asOf: now }))
    listed.catch(() => {
      listed = undefined
    })
    return listed
  }

  return {
    test: () => reader.test(),
    tables: async () => Object.keys(structureTables),
    fields: async (table) => structureTables[checked(table)],
    async extract(request) {
      const table = checked(request.table.name)
      const { list, asOf } = await listOnce(request)
      const courses = await withVersions(list.courses, request.signal)
      const reading = readingOf(request.table, request.format)
      const before = readProgress(request.previous?.progress, reading)
      refuseNothing(request, courses.length)
      const { changed, gone } = changesSince(before, courses)
      const columns = columnsOf(request.table)
      const versions = Object.fromEntries(courses.map(({ key, version }) => [key.text, version]))
      if (before !== undefined && changed.size === 0 && gone.length === 0) {
        const warnings = [...list.warnings, ...Object.values(before.unreadable)]
        return { columns, parts: [], isWhole: false, gone: [], asOf, progress: before, warnings }
      }
      const partedBy = request.table.partitions?.fields ?? []
      const isByCourse = partedBy.length === 1 && partedBy[0] === courseColumn[table]
      const toWrite = before !== undefined && isByCourse ? courses.filter(({ key }) => changed.has(key.text)) : courses
      const { written, unreadable, warnings } = await write(request, table, toWrite)
      const stillUnreadable = Object.entries(before?.unreadable ?? {}).filter(
        ([key]) => toWrite !== courses && key in versions && !changed.has(key),
      )
      return {
        columns,
        parts: written.parts,
        isWhole: toWrite === courses,
        gone: toWrite === courses ? [] : gone.map((key) => ({ [courseColumn[table]]: key })),
        asOf,
        progress: { reading, courses: versions, unreadable: { ...Object.fromEntries(stillUnreadable), ...unreadable } },
        warnings: [...list.warnings, ...warnings, ...written.warnings],
      }
    },
    async close() {
      await spool.close()
      await reader.close()
    },
  }

  /** Where the source tells no version, the course itself has to tell. */
  async function withVersions(courses: readonly ListedCourse[], signal?: AbortSignal) {
    const told: (ListedCourse & { readonly version: string })[] = []
    for (const course of courses) {
      told.push({ ...course, version: course.version ?? (await spool.course(course, signal)).version })
    }
    return told.toSorted((a, b) => (a.key.text < b.key.text ? -1 : 1))
  }

  async function write(request: ExtractRequest, table: StructureTable, courses: readonly ListedCourse[]) {
    const { directory, engine, format, guard, signal, onProgress } = request
    const { fields } = request.table
    const known = new Set(structureTables[table].map(({ name }) => name))
    const findings = createStructureFindings(table)
    for (const { name, constant } of fields) {
      if (constant === undefined && !known.has(name)) findings.unknownColumn(name)
    }
    const file = openRowFile(
      join(directory, 'rows.jsonl'),
      fields.map(({ name }) => name),
    )
    try {
      for (const course of courses) {
        signal?.throwIfAborted()
        const { read } = await spool.course(course, signal)
        if ('unreadable' in read) {
          findings.unreadable(course.key.text, read.unreadable)
          continue
        }
        const outline = walkCourse(read)
        findings.outline(read, outline)
        for (const row of rowsOf[table](read, outline)) await file.write(valuesOf(row, request.table))
        onProgress?.({ rows: file.rows, bytes: file.bytes })
      }
    } finally {
      await file.close()
    }
    const written = await writeParts({
      engine,
      select: guard(file.select),
      columns: columnsOf(request.table),
      partitionColumns: request.table.partitions?.fields ?? [],
      directory: join(directory, 'parts'),
      format,
      ...(signal && { signal }),
    })
    return { written, unreadable: findings.unreadables(), warnings: findings.warnings() }
  }
}

/** A site that has courses does not lose them all at once: rather the index was emptied, or another database is asked. */
function refuseNothing({ previous, table }: ExtractRequest, found: number): void {
  const held = previous?.objects.reduce((sum, { rows }) => sum + rows, 0) ?? 0
  if (found > 0 || held === 0) return
  throw conflict(
    `The source holds no published course run, and the lake holds ${held} rows of ${table.name}: they were left as they are.`,
    { advice: 'Check which database the settings name. If there really is no course left, run it with --force.' },
  )
}

function checked(table: string): StructureTable {
  if (isStructureTable(table)) return table
  throw notFound(`There is no table ${table} in course structures.`, {
    advice: `These can be made of them: ${Object.keys(structureTables).join(', ')}.`,
  })
}

/** Of the files: what parts the table is in their names. */
function columnsOf({ fields, partitions }: TableSettings): LakeColumn[] {
  return fields
    .filter(({ name }) => !partitions?.fields.includes(name))
    .map(({ name, type }) => ({ name, type, isNullable: true }))
}

function valuesOf(row: StructureRow, { fields }: TableSettings): (string | null)[] {
  return fields.map(({ name, constant }) => {
    const value = constant === undefined ? (row[name] ?? null) : constant
    if (value === null) return null
    return typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
  })
}
