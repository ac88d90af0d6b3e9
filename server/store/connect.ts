import { mkdir, open } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Client, createClient } from '@libsql/client'

/** How long a statement waits for another process to finish writing to the same file. */
const busyTimeoutMs = 5000

/**
 * Connects to the store.
 * @param urlOrFile a path or `file:` URL, made when missing; or the URL of a libSQL server (`libsql:`, `https:`, `http:`, `wss:`, `ws:`)
 */
export async function connect(urlOrFile: string): Promise<Client> {
  if (/^(libsql|https?|wss?):/.test(urlOrFile)) return createClient({ url: urlOrFile })
  const file = urlOrFile.startsWith('file:') ? fileURLToPath(urlOrFile) : resolve(urlOrFile)
  await mkdir(dirname(file), { recursive: true })
  // The audit log names people: the file belongs to its owner alone, and SQLite gives its companions the same mode.
  await (await open(file, 'a', 0o600)).close()
  const client = createClient({ url: pathToFileURL(file).href, timeout: busyTimeoutMs })
  // Readers and one writer side by side, so that a command and the server share the file.
  await client.execute('PRAGMA journal_mode = WAL')
  return client
}
