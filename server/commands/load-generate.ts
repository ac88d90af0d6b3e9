import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { siteTables } from '../demo/site/generate-site.ts'
import { badInput, invalidRequest } from '../kernel/errors.ts'
import { createHttpSender } from '../load/http-sender.ts'
import type { LoadTarget } from '../load/load-target.ts'
import { exists, openLogFile } from '../load/log-file.ts'
import { writeTables } from '../load/write-tables.ts'
import { untilInterrupted } from './interruption.ts'
import { readAmount } from './load-amounts.ts'
import { deliver } from './load-deliver.ts'
import { type LoadOptions, type LoadRequest, readRequest } from './load-request.ts'
import type { Terminal } from './terminal.ts'

/** `panorama load generate`: made-up events of a large site, into files, a followed log, a service or the warehouse. */
export async function generateLoad(terminal: Terminal, options: LoadOptions): Promise<void> {
  const request = await readRequest(options)
  if (options.engine) {
    // The engine takes half a second to load, and the other places do not need it.
    const { loadWarehouse } = await import('./load-engine.ts')
    return loadWarehouse(terminal, options, request)
  }
  await untilInterrupted(async (interrupted) => {
    const target = await openTarget(options, request, interrupted)
    try {
      await deliver(terminal, request, target, interrupted)
    } finally {
      await target.close()
    }
  })
}

async function openTarget(options: LoadOptions, request: LoadRequest, signal: AbortSignal): Promise<LoadTarget> {
  const { append, http, out = '' } = options
  const from = request.begun?.place ?? null
  if (append !== undefined) return openLogFile({ path: append, rotateBytes: 0, from })
  if (http !== undefined) {
    const senders = Math.max(1, readAmount('--senders', options.senders))
    return createHttpSender({ url: http, key: await readKey(options.keyFile), senders, signal })
  }
  const path = join(out, 'tracking.log')
  if (!request.begun) {
    if (await exists(path)) {
      throw badInput(`${path} is there already.`, { advice: 'Name an empty directory, or that log with --append.' })
    }
    await writeTables(request.plan, out, siteTables)
  }
  return openLogFile({ path, rotateBytes: readAmount('--rotate', options.rotate), from })
}

async function readKey(path: string | undefined): Promise<string> {
  const advice =
    'Make a key with `panorama lrs create NAME --scope write`, write its user name, a colon and its password into a file, and name that as --key-file.'
  if (path === undefined) throw invalidRequest('The service wants a key.', { advice })
  const key = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw badInput(`${path} cannot be read.`, { cause })
  })
  if (!/^\S+:\S+$/.test(key.trim())) throw badInput(`${path} does not hold a key.`, { advice })
  return key.trim()
}
