import { readConfig } from '../config/read-config.ts'
import { demoAccount } from '../demo/stand-in-quicksight/account.ts'
import { startStandInQuickSight } from '../demo/stand-in-quicksight/stand-in-quicksight.ts'
import { systemClock } from '../kernel/clock.ts'
import { invalidRequest } from '../kernel/errors.ts'
import { untilInterrupted } from './interruption.ts'
import type { Terminal } from './terminal.ts'

export interface StandInOptions {
  readonly port: string
  readonly guests: boolean
  readonly partitionedCookies: boolean
}

/**
 * `panorama quicksight stand-in`: something that answers in the place of Amazon QuickSight on this machine, with made-up
 * dashboards, until Ctrl-C. It prints the settings with which Panorama asks it.
 * @throws PanoramaError `invalid_request` for a port that is none or taken
 */
export async function standInForQuickSight(
  terminal: Terminal,
  { port, guests, partitionedCookies }: StandInOptions,
): Promise<void> {
  const wanted = Number(port)
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
    throw invalidRequest(`--port takes a number up to 65535, not ${port}.`)
  }
  // Read without checking what else is set: this command shows how to set it.
  const { dataDir, lmsUrl } = readConfig(withoutQuickSight(terminal.environment))
  const account = demoAccount(new URL(lmsUrl).host)
  Object.assign(account, { capacityPricing: guests, partitionedCookies })
  const standIn = await startStandInQuickSight({ port: wanted, account, clock: systemClock, dataDir })
  const settings = {
    PANORAMA_AWS_ACCOUNT_ID: account.accountId,
    PANORAMA_AWS_ACCESS_KEY: account.accessKeyId,
    PANORAMA_AWS_SECRET_ACCESS_KEY: account.secretAccessKey,
    PANORAMA_DEFAULT_USER_ARN: `arn:aws:quicksight:us-east-1:${account.accountId}:user/default/panorama`,
    PANORAMA_QUICKSIGHT_CAPACITY_PRICING: String(account.capacityPricing),
    PANORAMA_QUICKSIGHT_STAND_IN: standIn.url,
  }
  const dashboards = account.dashboards.map(({ id, name, dataSets }) => ({
    id,
    name,
    holdsRowsOfPeople: dataSets.includes('learners'),
  }))
  terminal.report(
    { settings, dashboards, frames: standIn.frames },
    [
      'A stand-in for Amazon QuickSight is listening. Start Panorama with:',
      '',
      ...Object.entries(settings).map(([name, value]) => `export ${name}=${value}`),
      '',
      `Its frames use a certificate of its own. Open ${standIn.frames}/ once in your browser and accept it.`,
      '',
      'Dashboards:',
      ...dashboards.map(
        ({ id, name, holdsRowsOfPeople }) =>
          `  ${id.padEnd(22)} ${name}; ${holdsRowsOfPeople ? 'holds rows of people' : 'holds no rows of people'}`,
      ),
    ].join('\n'),
  )
  await untilInterrupted(
    (interrupted) => new Promise<void>((resolve) => interrupted.addEventListener('abort', () => resolve())),
  )
  await standIn.close()
}

/** Settings of QuickSight that contradict each other, because some are still to be set, are no obstacle here. */
function withoutQuickSight(environment: Terminal['environment']): Terminal['environment'] {
  const about = /^PANORAMA_(QUICKSIGHT_|AWS_|DEFAULT_USER_ARN|HOSTED_)|^OPENEDX_AWS_/
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !about.test(name)))
}
