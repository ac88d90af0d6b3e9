import { join } from 'node:path'
import { readConfig } from './read-config.ts'
import type { Environment } from './read-environment.ts'

/** What the settings of the Panorama plugin say of the site and its lake. */
export interface PluginSite {
  readonly lmsHost: string | null
  readonly lake:
    | {
        readonly bucket: string
        readonly basePrefix: string
        readonly region: string
        readonly database: string
        readonly workgroup: string
        /** Variables that hold the key of AWS. */
        readonly keyNames: { readonly id: string; readonly secret: string } | null
      }
    /** Absolute path. Nobody named a bucket. */
    | { readonly directory: string }
  readonly usesSplitMongo: boolean
}

/** @throws PanoramaError `misconfigured` (exit code 78) that lists every problem of the environment */
export function readPluginSite(environment: Environment): PluginSite {
  const { tutor, lms, dataDir } = readConfig(environment)
  const { bucket, basePrefix, region, datalakeDatabase, datalakeWorkgroup, useSplitMongo } = tutor
  return {
    lmsHost: lms === null ? null : new URL(lms.url).hostname,
    lake:
      bucket === ''
        ? { directory: join(dataDir, 'lake') }
        : {
            bucket,
            basePrefix,
            region,
            database: datalakeDatabase,
            workgroup: datalakeWorkgroup,
            keyNames: keyNamesOf(environment),
          },
    usesSplitMongo: useSplitMongo,
  }
}

function keyNamesOf(environment: Environment) {
  const prefix = ['PANORAMA_AWS', 'OPENEDX_AWS'].find((known) => isGiven(environment, `${known}_SECRET_ACCESS_KEY`))
  return prefix === undefined ? null : { id: `${prefix}_ACCESS_KEY`, secret: `${prefix}_SECRET_ACCESS_KEY` }
}

function isGiven(environment: Environment, name: string): boolean {
  return Boolean(environment[name] || environment[`${name}_FILE`])
}
