import { openPanorama, type Panorama } from '../composition/open-panorama.ts'
import { readConfig } from '../config/read-config.ts'
import { type DataSet, dataSetSchema } from '../contract/scope.ts'
import { interrupted, invalidRequest } from '../kernel/errors.ts'
import type { Terminal } from './terminal.ts'

/** What a command works with; `interrupted` aborts on Ctrl-C, so that work ends at a safe point. */
export type Opened = Panorama & { readonly interrupted: AbortSignal }

/**
 * Opens what the configuration names (through the server when it runs), does the work, and closes it whatever happens.
 * @throws PanoramaError `interrupted`, when the work ended because of Ctrl-C
 */
export async function withPanorama<T>(terminal: Terminal, work: (panorama: Opened) => Promise<T>): Promise<T> {
  const panorama = await openPanorama(readConfig(terminal.environment), { role: 'command' })
  const interruption = new AbortController()
  const interrupt = () => interruption.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    return await work({ ...panorama, interrupted: interruption.signal })
  } catch (cause) {
    if (cause !== interruption.signal.reason) throw cause
    throw interrupted('Ended before all of it was done.', {
      advice: 'What was done stays. Run the same command again to go on.',
      cause,
    })
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await panorama.close()
  }
}

/** @throws PanoramaError `invalid_request` for anything but `real` and `demo` */
export function readDataSet(text: string | undefined): DataSet | undefined {
  if (text === undefined) return undefined
  const checked = dataSetSchema.safeParse(text)
  if (!checked.success) throw invalidRequest(`No such data set: ${text}`, { advice: 'Use real or demo.' })
  return checked.data
}
