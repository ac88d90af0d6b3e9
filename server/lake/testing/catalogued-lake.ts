import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { systemClock } from '../../kernel/clock.ts'
import { startAthena, type TestAthena } from '../../testing/athena.ts'
import { startMoto, type TestMoto } from '../../testing/moto.ts'
import { openEmbeddedEngine } from '../../warehouse/embedded-engine.ts'
import { literal } from '../../warehouse/literal.ts'
import type { CatalogueSettings, ListedTable } from '../catalogue/catalogue-settings.ts'
import { identifier } from '../identifier.ts'
import { openLake } from '../lake.ts'
import type { LakeSettings } from '../lake-settings.ts'
import type { Manifest } from '../manifest.ts'
import { writeParts } from '../write-parts.ts'

export type TestRow = Readonly<Record<string, string | null>>

/** Lakes in S3 with Glue and Athena beside them, and an engine that writes their files. */
export interface CataloguedLakes {
  readonly moto: TestMoto
  /** Of a new, empty lake with a catalogue; what is given takes the place of the usual. */
  settings(change?: Partial<CatalogueSettings>): Promise<LakeSettings & CatalogueSettings>
  readonly athena: TestAthena
  /**
   * Publishes all rows of a table, as a run does; values are MySQL's own text.
   * @returns what the lake holds afterwards
   */
  publish(settings: LakeSettings & CatalogueSettings, table: ListedTable, rows: readonly TestRow[]): Promise<Manifest>
  stop(): Promise<void>
}

const workgroup = 'analytics'

export async function startCataloguedLakes(): Promise<CataloguedLakes> {
  const moto = await startMoto()
  const directory = await mkdtemp(join(tmpdir(), 'panorama-catalogued-'))
  const engine = await openEmbeddedEngine(join(directory, 'engine'))
  const { url, region, credentials } = moto
  const s3 = new S3Client({ endpoint: url, region, credentials, forcePathStyle: true })
  const athena = await startAthena(moto, workgroup)
  let made = 0

  return {
    moto,
    athena,

    async settings(change = {}) {
      const bucket = `lake-${++made}`
      const inRegion = { LocationConstraint: 'eu-west-1' } as const
      await s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: inRegion }))
      return {
        ...{ place: { bucket }, basePrefix: 'campus', region, credentials, endpoint: url },
        ...{ database: `campus_${made}`, workgroup, format: 'csv', encryption: null, bucketOwner: null },
        basePartitions: [{ name: 'lms', type: 'varchar', value: 'learn.acme.test' }],
        ...change,
      }
    },

    async publish(settings, table, rows) {
      const run = `run-${++made}`
      const partitionColumns = table.partitions?.fields ?? []
      const structure = table.fields.map(({ name }) => `${identifier(name)} Nullable(String)`).join(', ')
      const lines = rows.map((row) => JSON.stringify(row)).join('\n')
      const columns = table.fields
        .filter(({ name }) => !partitionColumns.includes(name))
        .map(({ name, type }) => ({ name, type, isNullable: true }))
      const { parts } = await writeParts({
        ...{ engine, columns, partitionColumns, format: settings.format },
        select: `SELECT * FROM format(JSONEachRow, ${literal(structure)}, ${literal(lines)})`,
        directory: join(directory, run),
      })
      const lake = openLake(settings, systemClock)
      try {
        await lake.write(run, (writer) =>
          writer.publish({
            ...{ datasource: table.datasource, table: table.name, format: settings.format, columns, partitionColumns },
            ...{ parts, isWhole: true, gone: [], asOf: new Date('2026-03-01T10:00:00.000Z'), progress: null },
          }),
        )
        return (await lake.manifest())!
      } finally {
        lake.close()
      }
    },

    async stop() {
      await athena.stop()
      await engine.close()
      s3.destroy()
      await moto.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
