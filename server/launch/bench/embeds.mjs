import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { GenerateEmbedUrlForRegisteredUserCommand, QuickSightClient } from '@aws-sdk/client-quicksight'
import { at } from '../place.mjs'
import { withLiveSite } from './live-site.mjs'
import { environmentIn } from './panorama.mjs'
import { inDirectory } from './place.mjs'
import { heading, quantile, report, whole } from './report.mjs'

const listed = 10

/**
 * A dashboard of QuickSight opened by way of Panorama, beside the same call to QuickSight alone; both ask the stand-in on this
 * machine, so that what is measured is ours. And how many addresses a page costs that lists ten dashboards.
 * @param opened how often; a person may open 30 in a minute
 */
export async function benchEmbeds(opened = 25) {
  heading(`${whole(opened)} dashboards of QuickSight opened, one after the other`)
  await inDirectory(async (dir) => {
    const standIn = await startStandIn(join(dir, 'stand-in'))
    try {
      await withLiveSite(join(dir, 'site'), { ...standIn.settings, PANORAMA_MODE: 'CUSTOM' }, async (site) => {
        await measure(site, standIn, opened)
      })
    } finally {
      standIn.stop()
    }
  })
}

async function measure(site, standIn, opened) {
  for (let n = 0; n < listed; n += 1) {
    const names = { name: `dashboard-${n}`, displayName: `Dashboard ${n}`, priority: n }
    const providerId = n === 0 ? 'time-in-course' : `not-opened-${n}`
    await site.post('access/dashboards', { ...names, provider: 'quicksight', providerId })
  }
  const { embeds } = await site.get('embeds')
  if (embeds.length !== listed) throw new Error(`${embeds.length} dashboards are listed, not ${listed}.`)
  const [{ id, area }] = embeds
  const openHere = () => site.post('embeds', { id, area })
  const openThere = alone(standIn.settings)
  // The first time, both load and connect; ours looks the user up as well.
  await openHere()
  report(`addresses made for a page of ${listed}, one of them opened`, whole(await standIn.made()), '1', null)
  await openThere()
  const [here, there] = [[], []]
  for (let n = 0; n < opened; n += 1) {
    here.push(await timed(openHere))
    there.push(await timed(openThere))
  }
  const [ours, theirs] = [quantile(here, 0.5), quantile(there, 0.5)]
  report('median', `${ours.toFixed(1)} ms`, `QuickSight alone ${theirs.toFixed(1)} ms`, ours / theirs)
}

/** The call that Panorama makes, without Panorama. */
function alone(settings) {
  const client = new QuickSightClient({
    region: 'us-east-1',
    endpoint: settings.PANORAMA_QUICKSIGHT_STAND_IN,
    credentials: {
      accessKeyId: settings.PANORAMA_AWS_ACCESS_KEY,
      secretAccessKey: settings.PANORAMA_AWS_SECRET_ACCESS_KEY,
    },
  })
  const command = () =>
    new GenerateEmbedUrlForRegisteredUserCommand({
      AwsAccountId: settings.PANORAMA_AWS_ACCOUNT_ID,
      UserArn: settings.PANORAMA_DEFAULT_USER_ARN,
      ExperienceConfiguration: { Dashboard: { InitialDashboardId: 'time-in-course' } },
    })
  return () => client.send(command())
}

async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** @returns `settings` with which Panorama asks it; `made`, how many addresses it has made; `stop` */
async function startStandIn(dataDir) {
  const words = ['quicksight', 'stand-in', '--port', '0', '--json']
  const child = spawn(execPath, [at('build/cli.js'), ...words], {
    env: environmentIn(dataDir),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { settings } = await printedJson(child.stdout)
  return {
    settings,
    async made() {
      return (await (await fetch(`${settings.PANORAMA_QUICKSIGHT_STAND_IN}/stand-in/sessions`)).json()).made
    },
    stop: () => child.kill('SIGTERM'),
  }
}

/** What a program that goes on running prints first. */
async function printedJson(stream) {
  let text = ''
  for await (const part of stream) {
    text += part
    if (text.trimEnd().endsWith('}')) return JSON.parse(text)
  }
  throw new Error('The stand-in ended before it was ready.')
}
