import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factsOf } from '../personal-data/facts-of-column.ts'
import { structureTables } from '../structures/structure-tables.ts'
import { listedByDefault } from './default-tables.ts'
import { newSettings, type Site } from './new-settings.ts'
import { readSettings } from './read-settings.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'panorama-new-settings-'))
})
afterAll(() => rm(directory, { recursive: true }))

const inBucket: Site = {
  lmsHost: 'learn.acme.test',
  lake: {
    bucket: 'acme-lake',
    basePrefix: 'campus',
    region: 'eu-west-1',
    database: 'campus',
    workgroup: 'analytics',
    keyNames: { id: 'PANORAMA_AWS_ACCESS_KEY', secret: 'PANORAMA_AWS_SECRET_ACCESS_KEY' },
  },
  usesSplitMongo: true,
}

async function read(site: Site) {
  const path = join(directory, 'new.yaml')
  await writeFile(path, newSettings(site, structureTables))
  const asked: string[] = []
  const read = await readSettings(path, (name) => {
    asked.push(name)
    return { text: `<${name}>` }
  })
  return { ...read, asked: new Set(asked) }
}

test('a new settings file is read back as it was meant, with its secrets by reference', async () => {
  const { settings, remarks, asked } = await read(inBucket)
  expect(remarks).toEqual([])
  expect(settings.datalake).toMatchObject({
    place: { bucket: 'acme-lake' },
    basePrefix: 'campus',
    credentials: { accessKeyId: '<PANORAMA_AWS_ACCESS_KEY>', secretAccessKey: '<PANORAMA_AWS_SECRET_ACCESS_KEY>' },
    database: 'campus',
    basePartitions: [{ name: 'lms', value: 'learn.acme.test' }],
    personalData: 'leave_out',
  })
  const [lms, courses] = settings.datasources
  expect(lms).toMatchObject({ type: 'mysql', mysql: { host: 'mysql', password: '<MYSQL_PASSWORD>' } })
  expect(courses).toMatchObject({ type: 'openedx_course_structures', mysql: { host: 'mysql' } })
  expect(lms?.tables.map(({ name, fields }) => ({ name, fields }))).toEqual(
    listedByDefault.filter(({ isOptional }) => !isOptional).map(({ name, fields }) => ({ name, fields })),
  )
  expect(lms?.tables.filter(({ partitions }) => partitions !== null)).toMatchObject([
    {
      name: 'courseware_studentmodule',
      partitions: { fields: ['course_id'], overlapSeconds: 7_200, timestampField: 'modified' },
    },
  ])
  expect(Object.fromEntries(courses?.tables.map(({ name, fields }) => [name, fields]) ?? [])).toEqual(structureTables)
  expect([...asked].sort()).toEqual(['MYSQL_PASSWORD', 'PANORAMA_AWS_ACCESS_KEY', 'PANORAMA_AWS_SECRET_ACCESS_KEY'])
})

test('without a bucket the lake is a folder', async () => {
  const { settings, remarks } = await read({ lmsHost: null, lake: { directory: 'data/lake' }, usesSplitMongo: false })
  expect(remarks).toEqual([])
  expect(settings.datalake).toMatchObject({ place: { directory: join(directory, 'data/lake') }, database: null })
  expect(settings.datasources[1]).toMatchObject({ mysql: null, mongodb: { host: 'mongodb' } })
})

test('what a new settings file lists is known, and nothing of it is a secret (panorama-elt 38)', () => {
  const facts = listedByDefault.flatMap(({ name, fields }) =>
    fields.map((field) => ({ column: `${name}.${field.name}`, ...factsOf(name, field) })),
  )
  expect(facts.filter(({ because }) => because !== 'known')).toEqual([])
  expect(facts.filter(({ dataClass }) => dataClass === 'secret')).toEqual([])
})
