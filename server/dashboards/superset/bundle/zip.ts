import { type Unzipped, unzipSync, zipSync } from 'fflate'
import { badInput } from '../../../kernel/errors.ts'
import type { BundleFiles } from './make-bundle.ts'

/** Superset's own limit. */
const mostBytes = 100_000_000

/** The beginning of the calendar of zip archives: the same files give the same bytes. */
const mtime = '1980-01-01T00:00:00'

/** The archive that Superset imports: one folder with all files in it. */
export function zipBundle(files: BundleFiles, folder: string): Buffer {
  const encoder = new TextEncoder()
  const entries = [...files].map(([path, text]) => [`${folder}/${path}`, encoder.encode(text)] as const)
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime, level: 9 }))
}

/**
 * The YAML files of an archive, without the folder that holds them all, as Superset takes them.
 * @throws PanoramaError `bad_input` for what is no bundle
 */
export function unzipBundle(archive: Uint8Array): BundleFiles {
  let size = 0
  let unzipped: Unzipped
  try {
    unzipped = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        size += originalSize
        return size <= mostBytes && /^[^/._][^/]*\/(?:[^/._][^/]*\/)*[^/._][^/]*\.ya?ml$/.test(name)
      },
    })
  } catch (cause) {
    throw badInput('This is no zip archive.', { advice: 'Export the dashboard from Superset again.', cause })
  }
  if (size > mostBytes)
    throw badInput('The archive holds more than 100 MB.', { advice: 'Export fewer dashboards at once.' })
  const files = Object.entries(unzipped)
    .map(([name, bytes]) => [name.slice(name.indexOf('/') + 1), Buffer.from(bytes).toString('utf8')] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  if (!files.some(([name]) => name === 'metadata.yaml')) {
    throw badInput('The archive is no bundle of Superset’s: it has no metadata.yaml.', {
      advice: 'Export the dashboard from Superset again.',
    })
  }
  return new Map(files)
}
