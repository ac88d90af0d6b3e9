import { factsOf } from '../personal-data/facts-of-column.ts'
import type { FieldSettings, TableSettings } from './settings.ts'
import { appended, type EditableMap, mapsOf, removed, replaced, type Splice } from './splice.ts'

/** What became of the fields that a table lists. */
export interface FieldsSet {
  readonly table: string
  readonly added: readonly string[]
  /** Of another type now. */
  readonly retyped: readonly string[]
  /** Listed, and not to be found at the source. They stay: their column is empty from now on. */
  readonly gone: readonly string[]
  /** As `gone`, and taken out. */
  readonly removed: readonly string[]
  /** At the source, and not listed: they open something, and never leave it. */
  readonly withheld: readonly string[]
}

/**
 * Lists the columns of a table that are not listed yet, and brings types up to date. Constants stay, and so does all else that is
 * said of a field.
 * @param section of the table
 * @param found all columns of the table at the source
 * @param removesMissing whether fields that the source does not have are taken out, but for those that part the table
 */
export function setTablesFields(
  section: EditableMap,
  table: TableSettings,
  found: readonly FieldSettings[],
  removesMissing = false,
): { readonly splices: readonly Splice[]; readonly report: FieldsSet } {
  const listed = new Map(table.fields.map((field) => [field.name, field]))
  const fresh = found.filter(({ name }) => !listed.has(name))
  const isSecret = (field: FieldSettings) => factsOf(table.name, field).dataClass === 'secret'
  const added = fresh.filter((field) => !isSecret(field))
  const types = new Map(found.map(({ name, type }) => [name, type]))
  const retyped = table.fields.filter(({ name, type, constant }) => {
    const now = types.get(name)
    return constant === undefined && now !== undefined && now.toLowerCase() !== type.toLowerCase()
  })
  const missing = table.fields.filter(({ name, constant }) => constant === undefined && !types.has(name))
  const isRemoved = ({ name }: FieldSettings) => removesMissing && !table.partitions?.fields.includes(name)
  const toRemove = missing.filter(isRemoved)
  const entries = mapsOf(section, 'fields')
  return {
    splices: [
      ...retyped.flatMap((field) => replaced(entries[table.fields.indexOf(field)]!, 'type', types.get(field.name)!)),
      ...removed(
        section,
        'fields',
        toRemove.map((field) => table.fields.indexOf(field)),
      ),
      ...appended(
        section,
        'fields',
        added.map(({ name, type }) => ({ name, type })),
      ),
    ],
    report: {
      table: table.name,
      added: added.map(({ name }) => name),
      retyped: retyped.map(({ name }) => name),
      gone: missing.filter((field) => !toRemove.includes(field)).map(({ name }) => name),
      removed: toRemove.map(({ name }) => name),
      withheld: fresh.filter(isSecret).map(({ name }) => name),
    },
  }
}
