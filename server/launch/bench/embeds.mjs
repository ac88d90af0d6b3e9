import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { GenerateEmbedUrlForRegisteredUserCommand, QuickSightClient } from '@aws-sdk/client-quicksight'
import { at } from '../place.mjs'
import { withLiveSite } from './live-site.mjs'
import { environmentIn } from './panorama.mjs'
import { inDirectory } from './place.mjs'
import { heading, quantile, report, whole } from './report.mjs'
import { startHosted, startSuperset } from './tools.mjs'

const listed = 10

/**
 * A dashboard of each tool opened by way of Panorama, beside the same call to the tool alone; both ask a stand-in on this
 * machine, so that what is measured is ours. And what a page costs that lists ten dashboards, one of them opened.
 * @param opened how often; a person may open 30 of QuickSight in a minute
 */
export async function benchEmbeds(opened = 25) {
  heading(`${whole(opened)} dashboards of each tool opened, one after the other`)
  await inDirectory(async (dir) => {
    await quickSight(dir, opened)
    await superset(dir, opened)
    await hosted(dir, opened)
  })
}

async function quickSight(dir, opened) {
  const standIn = await startStandIn(join(dir, 'stand-in'))
  const settings = { ...standIn.settings, PANORAMA_MODE: 'CUSTOM' }
  try {
    await withLiveSite(join(dir, 'quicksight'), settings, async (site) => {
      const wanted = await listTen(site, 'quicksight', 'time-in-course')
      await compare(
        'QuickSight',
        () => site.post('embeds', wanted),
        alone(standIn.settings),
        opened,
        async () =>
          report(`QuickSight: addresses made for a page of ${listed}`, whole(await standIn.made()), '1', null),
      )
    })
  } finally {
    standIn.stop()
  }
}

async function superset(dir, opened) {
  const tool = await startSuperset()
  const settings = {
    PANORAMA_MODE: 'CUSTOM',
    PANORAMA_SUPERSET_URL: tool.url,
    PANORAMA_SUPERSET_PASSWORD: 'bench',
  }
  try {
    await withLiveSite(join(dir, 'superset'), settings, async (site) => {
      const wanted = await listTen(site, 'superset', 'board')
      await compare(
        'Superset',
        () => site.post('embeds', wanted),
        tool.openAlone,
        opened,
        async () => report(`Superset: tokens made for a page of ${listed}`, whole(await tool.count()), '1', null),
      )
    })
  } finally {
    tool.close()
  }
}

async function hosted(dir, opened) {
  const origin = 'https://us-east-1.quicksight.aws.amazon.com'
  const tool = await startHosted(origin, listed)
  const settings = {
    PANORAMA_MODE: 'SAAS',
    PANORAMA_LMS_URL: 'https://learn.example.org',
    PANORAMA_HOSTED_DASHBOARDS: 'true',
    PANORAMA_HOSTED_SAAS_URL: `${tool.url}/get-saas-dashboards`,
    PANORAMA_HOSTED_FRAME_ORIGINS: origin,
    PANORAMA_AWS_ACCESS_KEY: 'bench',
    PANORAMA_AWS_SECRET_ACCESS_KEY: 'bench',
  }
  try {
    await withLiveSite(join(dir, 'hosted'), settings, async (site) => {
      const { embeds } = await site.get('embeds')
      if (embeds.length !== listed) throw new Error(`${embeds.length} dashboards are listed, not ${listed}.`)
      const [{ id, area }] = embeds
      // The same one again is another address, so that each opening asks.
      await compare(
        'Hosted',
        () => site.post('embeds', { id, area }),
        tool.openAlone,
        opened,
        async () => report(`Hosted: requests for a page of ${listed}`, whole(await tool.count()), '1', null),
      )
    })
  } finally {
    tool.close()
  }
}

/** Lists ten dashboards of a tool. @returns what opens the first, the only one that the tool has */
async function listTen(site, provider, first) {
  for (let n = 0; n < listed; n += 1) {
    const names = { name: `dashboard-${n}`, displayName: `Dashboard ${n}`, priority: n }
    await site.post('access/dashboards', { ...names, provider, providerId: n === 0 ? first : `not-opened-${n}` })
  }
  const { embeds } = await site.get('embeds')
  if (embeds.length !== listed) throw new Error(`${embeds.length} dashboards are listed, not ${listed}.`)
  const [{ id, area }] = embeds
  return { id, area }
}

/**
 * Opens by way of Panorama and alone, by turns.
 * @param afterFirst called when one dashboard was opened, and nothing alone
 */
async function compare(tool, openHere, openThere, opened, afterFirst) {
  // The first time, both load and connect; ours looks the user or the dashboard up as well.
  await openHere()
  await afterFirst()
  await openThere()
  const [here, there] = [[], []]
  for (let n = 0; n < opened; n += 1) {
    here.push(await timed(openHere))
    there.push(await timed(openThere))
  }
  const [ours, theirs] = [quantile(here, 0.5), quantile(there, 0.5)]
  const own = `${(ours - theirs).toFixed(1)} ms of our own`
  report(`${tool}: median, ${own}`, `${ours.toFixed(1)} ms`, `${tool} alone ${theirs.toFixed(1)} ms`, ours / theirs)
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
