import { expect, test } from 'vitest'
import { PanoramaError } from '../../kernel/errors.ts'
import { type Asked, selectTables } from './select-tables.ts'
import type { DatasourceSettings, ExtractionSettings } from './settings.ts'

function datasource(name: string, ...tables: string[]): DatasourceSettings {
  return {
    name,
    type: 'csv',
    location: `/data/${name}.csv`,
    tables: tables.map((table) => ({ name: table, fields: [], partitions: null, rawTable: null, view: null })),
  }
}
const settings = {
  path: 'lms.yaml',
  datasources: [datasource('lms', 'auth_user', 'course_structures_x'), datasource('blocks', 'course_structures')],
} as unknown as ExtractionSettings

const selected = (asked: Asked) =>
  selectTables(settings, asked).map(({ datasource, tables }) => [datasource.name, ...tables.map(({ name }) => name)])

test.each<[string, Asked, string[][]]>([
  [
    'all of them',
    { all: true },
    [
      ['lms', 'auth_user', 'course_structures_x'],
      ['blocks', 'course_structures'],
    ],
  ],
  ['one datasource', { datasource: 'blocks' }, [['blocks', 'course_structures']]],
  ['all of one datasource', { all: true, datasource: 'blocks' }, [['blocks', 'course_structures']]],
  ['a name is a whole name (panorama-elt 19)', { tables: 'course_structures_x' }, [['lms', 'course_structures_x']]],
  [
    'several, with blanks between, in the order of the file',
    { tables: ' course_structures , auth_user,' },
    [
      ['lms', 'auth_user'],
      ['blocks', 'course_structures'],
    ],
  ],
  ['those of one datasource', { datasource: 'lms', tables: 'auth_user' }, [['lms', 'auth_user']]],
])('%s', (_, asked, expected) => {
  expect(selected(asked)).toEqual(expected)
})

test.each<[string, Asked, string, string]>([
  ['nothing', {}, 'Which tables?', 'lms, blocks'],
  ['no name in a list of names', { tables: ' , ' }, 'Which tables?', '--tables A,B'],
  ['all, and some', { all: true, tables: 'auth_user' }, 'contradict', 'Give one'],
  ['an unknown datasource', { datasource: 'block' }, 'Did you mean blocks?', 'lms, blocks'],
  ['an unknown table', { tables: 'auth_user,auth_usr' }, 'Did you mean auth_user?', 'course_structures_x'],
  [
    'a table of another datasource',
    { datasource: 'blocks', tables: 'auth_user' },
    'no table auth_user',
    'course_structures',
  ],
])('%s is a usage error that says what there is (panorama-elt 35)', (_, asked, message, advice) => {
  try {
    selected(asked)
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof PanoramaError)) throw error
    expect(error.exitCode).toBe(64)
    expect(error.message).toContain(message)
    expect(error.advice).toContain(advice)
  }
})
