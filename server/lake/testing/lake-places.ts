import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { startMoto } from '../../testing/moto.ts'
import type { LakeSettings } from '../lake-settings.ts'

/** A kind of place for lakes, in tests. */
export interface LakePlaces {
  /** Settings of a new, empty lake of `acme`, with one base partition. */
  settings(): Promise<LakeSettings>
  stop(): Promise<void>
}

const common = {
  ...{ basePrefix: 'acme', basePartitions: [{ name: 'lms', value: 'learn.acme.test' }] },
  ...{ encryption: null, bucketOwner: null },
}

export async function lakesOnDisk(): Promise<LakePlaces> {
  const root = await mkdtemp(join(tmpdir(), 'panorama-lake-'))
  let lakes = 0
  return {
    settings: async () => ({
      ...common,
      place: { directory: join(root, String(++lakes)) },
      ...{ region: 'us-east-1', endpoint: null, credentials: null },
    }),
    stop: () => rm(root, { recursive: true }),
  }
}

export async function lakesOnS3(): Promise<LakePlaces> {
  const { url, region, credentials, stop } = await startMoto()
  const client = new S3Client({ region, endpoint: url, credentials, forcePathStyle: true })
  let lakes = 0
  return {
    async settings() {
      const bucket = `lake-${++lakes}`
      const inRegion = { LocationConstraint: region } as { LocationConstraint: 'eu-west-1' }
      await client.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: inRegion }))
      return { ...common, place: { bucket }, region, endpoint: url, credentials }
    },
    async stop() {
      client.destroy()
      await stop()
    },
  }
}
