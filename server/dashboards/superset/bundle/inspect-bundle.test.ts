import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { inspectBundle } from './inspect-bundle.ts'

const bundle = (files: Record<string, string>) => inspectBundle(new Map(Object.entries(files)))

test('passwords and secrets of databases are taken out, wherever they are, and said', () => {
  const path = 'databases/warehouse.yaml'
  const { files, remarks } = bundle({
    [path]: `database_name: Theirs # once hunter1
sqlalchemy_uri: clickhousedb://ann:hunter2@ch.example.org:8443/reporting?secure=true
password: hunter3
encrypted_extra: '{"k": "hunter4"}'
extra:
  engine_params: {connect_args: {api_key: hunter5, timeout: 30}}
ssh_tunnel: {server_address: jump.example.org, private_key_password: hunter6}
uuid: 5700d6f8-3ef2-5f4c-b855-ab84e6517adb
`,
  })
  const text = files.get(path)!
  expect(text).not.toContain('hunter')
  expect(parse(text)).toEqual({
    database_name: 'Theirs',
    sqlalchemy_uri: 'clickhousedb://ann:XXXXXXXXXX@ch.example.org:8443/reporting?secure=true',
    extra: { engine_params: { connect_args: { timeout: 30 } } },
    ssh_tunnel: { server_address: 'jump.example.org' },
    uuid: '5700d6f8-3ef2-5f4c-b855-ab84e6517adb',
  })
  expect(remarks.map(({ kind }) => kind)).toEqual(['credential', 'host'])
  expect(remarks[0]!.says).toContain('extra.engine_params.connect_args.api_key')
  expect(remarks[1]!.says).toContain('ch.example.org:8443')
  expect(JSON.stringify(remarks)).not.toContain('hunter')
})

test('a database whose password is masked already is named by its host alone', () => {
  const uri = (text: string) => bundle({ 'databases/a.yaml': `sqlalchemy_uri: ${text}` }).remarks
  expect(uri('clickhousedb://ann:XXXXXXXXXX@ch.example.org/x')).toEqual([
    { path: 'databases/a.yaml', kind: 'host', says: 'It reads the database at ch.example.org.' },
  ])
  expect(uri('mysql://ann@db/x')).toMatchObject([{ kind: 'host', says: 'It reads the database at db.' }])
})

test('what would be run, what guests are refused and what cannot be narrowed are said', () => {
  const kinds = (path: string, text: string) => bundle({ [path]: text }).remarks.map(({ kind }) => kind)
  const columns = (...names: string[]) => `columns: [${names.map((name) => `{column_name: ${name}}`).join(', ')}]`
  expect(kinds('charts/a.yaml', 'slice_name: A\nquery_context: null')).toEqual(['no-query'])
  expect(kinds('charts/a.yaml', `query_context: '{"queries": []}'`)).toEqual([])
  expect(kinds('datasets/x/a.yaml', columns('course_key', 'org', 'n'))).toEqual([])
  expect(kinds('datasets/x/a.yaml', columns('actor_id'))).toEqual([])
  expect(kinds('datasets/x/a.yaml', columns('course_key'))).toEqual(['not-narrow'])
  expect(kinds('datasets/x/a.yaml', `${columns('actor_id')}\nsql: SELECT {{ url_param('x') }}`)).toEqual(['template'])
  expect(kinds('dashboards/a.yaml', 'css: ".a { color: red }"')).toEqual(['markup'])
  expect(kinds('dashboards/a.yaml', 'css: ""\nposition: {M: {type: CHART}}')).toEqual([])
  expect(kinds('dashboards/a.yaml', 'position:\n  M:\n    type: MARKDOWN')).toEqual(['markup'])
})

test('what is no YAML is kept as it is, and said', () => {
  const { files, remarks } = bundle({ 'charts/a.yaml': 'a: [1' })
  expect(files.get('charts/a.yaml')).toBe('a: [1')
  expect(remarks).toMatchObject([{ kind: 'unreadable' }])
})
