import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface Certificate {
  readonly key: string
  readonly cert: string
}

const dayMs = 86_400_000

/**
 * A certificate for this machine's own names, signed by itself: browsers frame QuickSight over HTTPS only. Kept in the data
 * directory, so that a browser that was told to trust it once does so after a restart, too.
 * @param dataDir null to keep nothing
 */
export async function openCertificate(dataDir: string | null, now: Date): Promise<Certificate> {
  const file = dataDir === null ? null : join(dataDir, 'stand-in-quicksight.json')
  const kept = file === null ? null : await readKept(file)
  if (kept !== null && isGood(kept, now)) return kept
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    notBeforeDate: new Date(now.getTime() - dayMs),
    notAfterDate: new Date(now.getTime() + 180 * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  const certificate = { key: made.private, cert: made.cert }
  if (file !== null) {
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, JSON.stringify(certificate), { mode: 0o600 })
  }
  return certificate
}

function isGood({ cert }: Certificate, now: Date): boolean {
  return Date.parse(new X509Certificate(cert).validTo) > now.getTime() + dayMs
}

async function readKept(file: string): Promise<Certificate | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Certificate
  } catch (error) {
    // What is not there or was cut off is made anew.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
