import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTerminal, failWith } from './commands/terminal.ts'
import { startService } from './composition/start-service.ts'
import { welcome } from './composition/welcome.ts'
import { readConfig } from './config/read-config.ts'
import { createLogger } from './kernel/log.ts'

// As in cli.ts: nothing that an operator could do anything about.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'

/** The service: reads its configuration, starts, says where it is, and stops when it is told to. */
async function main(): Promise<void> {
  const terminal = createTerminal(false, process.env)
  const config = readConfig(process.env)
  // On a terminal a person reads along, who does not want a line for every request.
  const log = createLogger(config.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info'))

  const stopping = new AbortController()
  const told = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopping.abort()
      // Told twice: at once.
      process.once(signal, () => process.exit(1))
    })
  }

  // Built, this file lies in build/, with that of the commands; the screen lies beside that folder.
  const here = dirname(fileURLToPath(import.meta.url))
  const service = await startService(config, {
    log,
    progress: { note: terminal.note, step: terminal.progress },
    screenDir: join(here, '..', 'dist'),
    commandLine: join(here, 'cli.js'),
    signal: stopping.signal,
  })
  if (!stopping.signal.aborted) terminal.note(await welcome(service.panorama))
  await told
  log.info('stopping')
  await service.stop()
}

main().then(
  () => process.exit(0),
  (error: unknown) => process.exit(failWith(error, false)),
)
