import { invalidRequest } from '../kernel/errors.ts'

/**
 * Where the log shippers of the Panorama plugin for Tutor put their objects:
 * - `local`: beside the tables of the lake, `openedx/tracking_logs/lms=<host>/`
 * - `host`: in a bucket of its own, `tracking_logs/<host>/`
 * - `k8s`: by the namespace of the pods, `tracking_logs/<namespace>/`
 */
export const layouts = ['local', 'host', 'k8s'] as const
export type Layout = (typeof layouts)[number]

/**
 * @param prefix first folders of the key, without slashes at its ends; may be empty
 * @param site host of the LMS, or namespace
 * @returns the folder in which the folders of the years lie, with a slash at its end
 * @throws PanoramaError `invalid_request` for a site that is no name
 */
export function shippingFolder(layout: Layout, prefix: string, site: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(site)) {
    throw invalidRequest(site === '' ? 'It is not said of which site the logs are.' : `${site} is no name of a site.`, {
      advice:
        layout === 'k8s'
          ? 'Give the namespace: --site campus.'
          : 'Give the host of the LMS (--site learn.example.org), or set PANORAMA_LMS_URL.',
    })
  }
  const first = prefix.replace(/^\/+|\/+$/g, '')
  return `${first === '' ? '' : `${first}/`}tracking_logs/${layout === 'local' ? 'lms=' : ''}${site}/`
}

/**
 * The key of an object, by the time at which it was closed, in UTC, as Fluent Bit has it.
 * @param id what tells it from others of the same second
 */
export function objectKey(folder: string, closedAt: Date, id: string): string {
  const [date = '', time = ''] = closedAt.toISOString().split('T')
  const [year, month, day] = date.split('-')
  const stamp = `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`
  return `${folder}year=${year}/month=${month}/day=${day}/tracking.log-${stamp}-${id}.gz`
}
