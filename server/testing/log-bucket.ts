import { gzipSync } from 'node:zlib'
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { connectS3 } from '../s3/connect.ts'
import type { TestMoto } from './moto.ts'

/** A new bucket of moto, into which logs are put as shippers do. */
export async function openLogBucket({ url: endpoint, region, credentials }: TestMoto, bucket: string) {
  const s3 = { endpoint, region, credentials, bucketOwner: null }
  const client = connectS3(s3)
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const
  await client.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration }))
  const put = async (key: string, content: string | Buffer) => {
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }))
  }
  return {
    s3,
    bucket,
    client,
    url: (prefix = '') => `s3://${bucket}/${prefix}`,
    put,
    putPacked: (key: string, text: string) => put(key, gzipSync(text)),
    remove: async (key: string) => void (await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))),
    close: () => client.destroy(),
  }
}
