import type { MysqlSettings } from '../settings/settings.ts'
import { connectToMysql, type MysqlConnection } from './connection.ts'

/**
 * Ends the statement of a connection at the server when the signal aborts: hanging up alone would let it go on until it has
 * something to send.
 * @returns what to call once the connection has done its work
 */
export function endOnAbort(connection: MysqlConnection, settings: MysqlSettings, signal?: AbortSignal): () => void {
  const end = async () => {
    try {
      const other = await connectToMysql(settings)
      // Its own connections a user may always end.
      await other.rows(`KILL QUERY ${connection.threadId}`)
      other.close()
    } catch {
      // The server is gone, or the statement was over.
    } finally {
      connection.stream.destroy()
    }
  }
  signal?.addEventListener('abort', end, { once: true })
  return () => signal?.removeEventListener('abort', end)
}
