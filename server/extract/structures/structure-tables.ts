import type { FieldSettings } from '../settings/settings.ts'

/** The tables that are made of course structures, with all columns that each can have, in their order. */
export type StructureTable =
  | 'course_structures'
  | 'course_blocks'
  | 'course_overviews'
  | 'course_assignment_types'
  | 'course_grade_cutoffs'

/** Columns of panorama-elt, in its order; sites have dashboards on them. */
const ofPanoramaElt: readonly FieldSettings[] = [
  { name: 'module_location', type: 'varchar' },
  { name: 'course_id', type: 'varchar' },
  { name: 'organization', type: 'varchar' },
  { name: 'course_code', type: 'varchar' },
  { name: 'course_edition', type: 'varchar' },
  { name: 'parent', type: 'varchar' },
  { name: 'block_type', type: 'varchar' },
  { name: 'block_id', type: 'varchar' },
  { name: 'display_name', type: 'varchar' },
  { name: 'course_name', type: 'varchar' },
  { name: 'chapter', type: 'varchar' },
  { name: 'sequential', type: 'varchar' },
  { name: 'vertical', type: 'varchar' },
  { name: 'library', type: 'varchar' },
  { name: 'component', type: 'varchar' },
  { name: 'weight', type: 'double' },
]

export const structureTables: Readonly<Record<StructureTable, readonly FieldSettings[]>> = {
  course_structures: [
    ...ofPanoramaElt,
    // Ours, for settings files that name them.
    { name: 'position', type: 'int' },
    { name: 'depth', type: 'int' },
    { name: 'section', type: 'int' },
    { name: 'subsection', type: 'int' },
    { name: 'unit', type: 'int' },
    { name: 'chapter_location', type: 'varchar' },
    { name: 'sequential_location', type: 'varchar' },
    { name: 'vertical_location', type: 'varchar' },
    { name: 'completion_mode', type: 'varchar' },
    { name: 'weight_is_inferred', type: 'tinyint' },
    { name: 'graded', type: 'tinyint' },
    { name: 'format', type: 'varchar' },
    { name: 'start', type: 'datetime(6)' },
    { name: 'due', type: 'datetime(6)' },
    { name: 'staff_only', type: 'tinyint' },
    { name: 'edited_on', type: 'datetime(6)' },
  ],
  // These two as Aspects has them in its event sink, but for the dump that a row belongs to.
  course_blocks: [
    { name: 'org', type: 'varchar' },
    { name: 'course_key', type: 'varchar' },
    { name: 'location', type: 'varchar' },
    { name: 'display_name', type: 'varchar' },
    { name: 'xblock_data_json', type: 'json' },
    { name: 'order', type: 'int' },
    { name: 'edited_on', type: 'varchar' },
  ],
  course_overviews: [
    { name: 'org', type: 'varchar' },
    { name: 'course_key', type: 'varchar' },
    { name: 'display_name', type: 'varchar' },
    { name: 'course_start', type: 'varchar' },
    { name: 'course_end', type: 'varchar' },
    { name: 'enrollment_start', type: 'varchar' },
    { name: 'enrollment_end', type: 'varchar' },
    { name: 'self_paced', type: 'tinyint' },
    { name: 'course_data_json', type: 'json' },
    { name: 'created', type: 'varchar' },
    { name: 'modified', type: 'varchar' },
  ],
  course_assignment_types: [
    { name: 'course_id', type: 'varchar' },
    { name: 'position', type: 'int' },
    { name: 'assignment_type', type: 'varchar' },
    { name: 'short_label', type: 'varchar' },
    { name: 'min_count', type: 'int' },
    { name: 'drop_count', type: 'int' },
    { name: 'weight', type: 'double' },
  ],
  course_grade_cutoffs: [
    { name: 'course_id', type: 'varchar' },
    { name: 'grade', type: 'varchar' },
    { name: 'minimum', type: 'double' },
  ],
}

/** The column of each table that says which course run a row is of. */
export const courseColumn = {
  course_structures: 'course_id',
  course_blocks: 'course_key',
  course_overviews: 'course_key',
  course_assignment_types: 'course_id',
  course_grade_cutoffs: 'course_id',
} as const satisfies Record<StructureTable, string>

export function isStructureTable(name: string): name is StructureTable {
  return Object.hasOwn(structureTables, name)
}
