import { z } from 'zod'
import { readInterval } from './interval.ts'
import type { Section } from './section.ts'
import { dataClasses, type FieldSettings, type TableSettings } from './settings.ts'

const dataClass = z.enum(dataClasses, `must be one of ${dataClasses.join(', ')}`)

/** @param basePartitions names of the partitions that all tables share */
export function readTableSettings(section: Section, basePartitions: readonly string[]): TableSettings {
  const name = section.required('name', 'name the table')
  // The name is a folder of the lake; what begins with _ or . is no data to Athena.
  if (/[/\\\p{Cc}]|^[._]/u.test(name)) {
    section.problem(
      `the table ${JSON.stringify(name)} has no name for a folder: no slash in it, no _ or . before it`,
      'name',
    )
  }
  const fields = readFields(section, name)
  const table = {
    name,
    fields,
    partitions: readPartitions(section, { name, fields, basePartitions }),
    rawTable: section.text('datalake_table_name'),
    view: section.text('datalake_table_view'),
  }
  section.done()
  return table
}

function readFields(section: Section, table: string): FieldSettings[] {
  const names = new Set<string>()
  return section.sections('fields').map((entry) => {
    const name = entry.required('name', 'name the column')
    if (names.has(name)) entry.problem(`${table} lists the field ${name} twice: remove one`, 'name')
    names.add(name)
    const type = entry.text('type') ?? 'varchar'
    const constant = entry.constant('value')
    const stated = entry.has('data_class') ? { dataClass: entry.value('data_class', dataClass, 'secret') } : {}
    entry.done()
    return { name, type, ...(constant !== false && { constant: constant.text }), ...stated }
  })
}

function readPartitions(
  section: Section,
  table: Pick<TableSettings, 'name' | 'fields'> & { readonly basePartitions: readonly string[] },
): TableSettings['partitions'] {
  const partitions = section.section('partitions')
  if (partitions === null) return null
  const fields = partitions.texts('partition_fields')
  for (const field of new Set(fields)) {
    if (table.basePartitions.includes(field)) {
      partitions.problem(`${field} parts all tables already, in base_partitions: remove it here`, 'partition_fields')
    } else if (table.fields.length > 0 && !table.fields.some(({ name }) => name === field)) {
      partitions.problem(`${field} is not among the fields of ${table.name}: list it there, too`, 'partition_fields')
    }
    if (fields.filter((other) => other === field).length > 1) {
      partitions.problem(`${field} stands here twice: remove one`, 'partition_fields')
    }
  }
  const timestampField = partitions.text('timestamp_field')
  const interval = partitions.text('interval')
  const overlapSeconds = interval === null ? null : readInterval(interval)
  if (interval !== null && overlapSeconds === null) {
    partitions.problem('interval must be an amount and a unit, as in 2 hour', 'interval')
  }
  if (interval !== null && timestampField === null) {
    partitions.problem(
      'interval needs timestamp_field beside it: the column that tells when a row was changed',
      'interval',
    )
  }
  partitions.done()
  return { fields, overlapSeconds, timestampField }
}
