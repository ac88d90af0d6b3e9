import { text, webUrl } from '../../kernel/value-types.ts'
import { readMysqlSettings } from './mysql-settings.ts'
import { nearestWord } from './nearest-word.ts'
import type { Section } from './section.ts'
import type { BlocksApiSettings, DatasourceSettings, MongodbSettings, TableSettings } from './settings.ts'
import { readTableSettings } from './table-settings.ts'

const types = ['mysql', 'openedx_course_structures', 'csv', 'xls'] as const

/**
 * @param pathOf makes a path of the file absolute
 * @param basePartitions names of the partitions that all tables share
 * @returns undefined, and a problem, when it is of no type that we know
 */
export function readDatasourceSettings(
  section: Section,
  pathOf: (path: string) => string,
  basePartitions: readonly string[],
): DatasourceSettings | undefined {
  const given = section.required('type', `it is one of ${types.join(', ')}`)
  const type = types.find((known) => known === given)
  if (type === undefined) {
    if (given !== '') section.problem(unknownType(given), 'type')
    return undefined
  }
  const common = { name: section.text('name') ?? type, tables: readTables(section, basePartitions) }
  const datasource = readOwnKeys(type, common, section, pathOf)
  section.done()
  return datasource
}

function readOwnKeys(
  type: DatasourceSettings['type'],
  common: Pick<DatasourceSettings, 'name' | 'tables'>,
  section: Section,
  pathOf: (path: string) => string,
): DatasourceSettings {
  if (type === 'mysql') return { ...common, type, mysql: readMysqlSettings(section, pathOf) }
  if (type === 'openedx_course_structures') {
    const blocksApi = readBlocksApi(section)
    if (blocksApi !== null && section.has('mongodb_host')) {
      section.problem(
        'structures come from the Blocks API or from MongoDB: remove blocks_api_url or this',
        'mongodb_host',
      )
    }
    return {
      ...common,
      type,
      mongodb: blocksApi === null ? readMongodb(section) : null,
      // As in panorama-elt, the host alone says that the index is in MySQL; the other keys are read, so that they are known.
      mysql: section.has('mysql_host') ? readMysqlSettings(section, pathOf) : null,
      blocksApi,
    }
  }
  return { ...common, type, location: pathOf(section.required('location', 'give the path of the file')) }
}

function readTables(section: Section, basePartitions: readonly string[]): TableSettings[] {
  const names = new Set<string>()
  return section.sections('tables').map((entry) => {
    const table = readTableSettings(entry, basePartitions)
    if (names.has(table.name)) entry.problem(`the table ${table.name} is listed twice: remove one`, 'name')
    names.add(table.name)
    return table
  })
}

function readMongodb(section: Section): MongodbSettings {
  return {
    host: section.value('mongodb_host', text, '127.0.0.1'),
    username: section.text('mongodb_username'),
    password: section.text('mongodb_password'),
    database: section.value('mongodb_database', text, 'edxapp'),
  }
}

function readBlocksApi(section: Section): BlocksApiSettings | null {
  const clientId = section.text('blocks_api_client_id')
  const clientSecret = section.text('blocks_api_client_secret')
  if (!section.has('blocks_api_url')) {
    if (clientId !== null)
      section.problem('blocks_api_client_id needs blocks_api_url beside it', 'blocks_api_client_id')
    return null
  }
  if (clientId === null || clientSecret === null) {
    section.problem(
      'blocks_api_url needs blocks_api_client_id and blocks_api_client_secret beside it',
      'blocks_api_url',
    )
  }
  return {
    url: section.value('blocks_api_url', webUrl, 'http://localhost'),
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
  }
}

function unknownType(given: string): string {
  const near = nearestWord(given, types)
  return `there is no type ${given}: ${near === undefined ? `use one of ${types.join(', ')}` : `did you mean ${near}?`}`
}
