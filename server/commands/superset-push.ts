import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { BundleFiles } from '../dashboards/superset/bundle/make-bundle.ts'
import { passwordMask } from '../dashboards/superset/bundle/make-bundle.ts'
import { unzipBundle } from '../dashboards/superset/bundle/zip.ts'
import { enableEmbedding, importBundle } from '../dashboards/superset/push-bundle.ts'
import { ensureRole, guestPermissions } from '../dashboards/superset/roles.ts'
import { ensureServiceAccount } from '../dashboards/superset/service-account.ts'
import { badInput } from '../kernel/errors.ts'
import { withPanorama } from './open.ts'
import { administrate, boardsUri, type SupersetConfig, supersetOf } from './superset-connection.ts'
import { type BoardOptions, prepareBoards } from './superset-export.ts'
import type { Terminal } from './terminal.ts'

/**
 * `panorama superset push [DASHBOARD…]`: installs our dashboards in Superset, or with `--from` those of a folder or archive;
 * makes the role of guests and the service account; and lets the dashboards be shown on our pages. Again, it brings all of it up
 * to date.
 */
export async function pushBoards(
  terminal: Terminal,
  options: BoardOptions & { readonly from?: string },
  slugs: readonly string[],
): Promise<void> {
  await withPanorama(terminal, async (panorama) => {
    const { config, clock } = panorama
    const superset = supersetOf(config)
    const session = administrate(superset, clock)
    const files =
      options.from === undefined
        ? (await prepareBoards(panorama, slugs, options)).files
        : await readBundle(options.from)
    terminal.progress('Making the role of guests and the service account')
    await ensureRole(session, superset.guestRole, guestPermissions)
    const account = await ensureServiceAccount(session, superset.service)
    terminal.progress('Installing the dashboards')
    const secrets = [superset.clickhouse.password, superset.service.password, superset.admin.password]
    await importBundle(session, files, passwordsOf(files, superset), secrets)
    const domains = [new URL(config.publicUrl).origin]
    const boards = []
    for (const { uuid, slug, title } of dashboardsIn(files)) {
      const { embeddedId } = await enableEmbedding(session, uuid, domains)
      boards.push({ slug, uuid, title, embeddedId })
    }
    const report = { boards, allowedDomains: domains, guestRole: superset.guestRole, serviceAccount: account }
    terminal.report(
      report,
      [
        ...boards.map(({ slug, uuid, title }) => `${slug ?? uuid}  ${title}`),
        `They may be shown on pages of ${domains.join(', ')}, to guests with the role ${superset.guestRole}.`,
      ].join('\n'),
    )
    terminal.note('What Superset still needs, and whether it has it, says: panorama superset doctor')
  })
}

/** The files of a bundle that was pulled or exported. */
async function readBundle(place: string): Promise<BundleFiles> {
  const found = await stat(place).catch((cause) => {
    throw badInput(`There is no ${place}.`, { advice: 'Give the folder or archive of a bundle.', cause })
  })
  if (found.isFile()) return unzipBundle(await readFile(place))
  const names = (await readdir(place, { recursive: true })).filter((name) => /\.ya?ml$/.test(name)).sort()
  const files = await Promise.all(
    names.map(async (name) => [name.replaceAll('\\', '/'), await readFile(join(place, name), 'utf8')] as const),
  )
  if (!names.includes('metadata.yaml')) {
    throw badInput(`${place} is no bundle: it has no metadata.yaml.`, {
      advice: 'Make one with: panorama superset pull',
    })
  }
  return new Map(files)
}

/** Our password goes to databases at our address and to no other. */
function passwordsOf(files: BundleFiles, superset: SupersetConfig): Record<string, string> {
  const ours = superset.clickhouseUrl === null ? null : boardsUri(superset, '', passwordMask).split('?', 1)[0]!
  const paths = [...files].flatMap(([path, text]) => {
    if (ours === null || !path.startsWith('databases/')) return []
    const { sqlalchemy_uri: uri = '' } = parse(text) as { sqlalchemy_uri?: string }
    return uri.startsWith(ours) ? [path] : []
  })
  return Object.fromEntries(paths.map((path) => [path, superset.clickhouse.password]))
}

function dashboardsIn(files: BundleFiles) {
  return [...files]
    .filter(([path]) => path.startsWith('dashboards/'))
    .map(([, text]) => {
      const { uuid, slug, dashboard_title } = parse(text) as { uuid: string; slug?: string; dashboard_title: string }
      return { uuid, slug: slug ?? null, title: dashboard_title }
    })
}
