import type { MadeLake, MadeTable } from './made-lake.ts'

type Rows = MadeTable['rows']

/** The tables of a small LMS, as they come out of MySQL. A test publishes those that it needs, with the rows that it needs. */
export const lmsTable = {
  users: (rows: Rows): MadeTable => ({
    table: 'auth_user',
    columns: { id: 'int', username: 'varchar(150)', email: 'varchar(254)', last_login: 'datetime(6)' },
    rows: rows.map(([id = null, username = null]) => [id, username, `${username}@example.org`, null]),
  }),
  profiles: (rows: Rows): MadeTable => ({
    table: 'auth_userprofile',
    columns: {
      id: 'int',
      user_id: 'int',
      name: 'varchar(255)',
      gender: 'varchar(6)',
      level_of_education: 'varchar(6)',
      year_of_birth: 'int',
    },
    rows,
  }),
  externalIds: (rows: Rows): MadeTable => ({
    table: 'external_user_ids_externalid',
    columns: { external_user_id: 'char(32)', user_id: 'int', external_id_type_id: 'int' },
    rows,
  }),
  externalIdTypes: (): MadeTable => ({
    table: 'external_user_ids_externalidtype',
    columns: { id: 'int', name: 'varchar(32)' },
    rows: [
      ['1', 'xapi'],
      ['2', 'lti'],
    ],
  }),
  overviews: (rows: Rows): MadeTable => ({
    table: 'course_overviews_courseoverview',
    columns: {
      id: 'varchar(255)',
      org: 'longtext',
      display_name: 'longtext',
      start: 'datetime(6)',
      end: 'datetime(6)',
      lowest_passing_grade: 'decimal(5,2)',
      self_paced: 'tinyint(1)',
      modified: 'datetime(6)',
    },
    rows,
  }),
  blocks: (rows: Rows): MadeTable => ({
    table: 'course_blocks',
    columns: {
      org: 'varchar',
      course_key: 'varchar',
      location: 'varchar',
      display_name: 'varchar',
      xblock_data_json: 'json',
      order: 'int',
      edited_on: 'varchar',
    },
    rows,
    partitionColumns: ['course_key'],
  }),
  enrollments: (rows: Rows): MadeTable => ({
    table: 'student_courseenrollment',
    columns: {
      id: 'int',
      user_id: 'int',
      course_id: 'varchar(255)',
      created: 'datetime(6)',
      is_active: 'tinyint(1)',
      mode: 'varchar(100)',
    },
    rows,
  }),
  grades: (rows: Rows): MadeTable => ({
    table: 'grades_persistentcoursegrade',
    columns: {
      id: 'bigint unsigned',
      user_id: 'int',
      course_id: 'varchar(255)',
      percent_grade: 'double',
      letter_grade: 'varchar(255)',
      modified: 'datetime(6)',
    },
    rows,
  }),
  completions: (rows: Rows): MadeTable => ({
    table: 'completion_blockcompletion',
    columns: {
      id: 'bigint',
      user_id: 'int',
      course_key: 'varchar(255)',
      block_key: 'varchar(255)',
      completion: 'double',
      modified: 'datetime(6)',
    },
    rows,
    partitionColumns: ['course_key'],
  }),
} satisfies Record<string, (rows: Rows) => MadeTable>

/** Publishes tables anew, as they are read at `asOf`. */
export async function publishAll({ publish }: MadeLake, asOf: string, tables: readonly MadeTable[]): Promise<void> {
  for (const table of tables) await publish({ ...table, asOf })
}
