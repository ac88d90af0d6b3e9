import type { Config } from '../config/read-config.ts'
import { frameOriginsOf } from '../dashboards/quicksight/settings.ts'

/** The origins that our pages may frame: those of the tools that the configuration names, and nothing wider. */
export function frameOriginsOfTools({ quickSight, superset, hosted }: Config): string[] {
  return [
    ...new Set([
      ...(quickSight === null ? [] : frameOriginsOf(quickSight)),
      ...(superset === null ? [] : [new URL(superset.url).origin]),
      ...(hosted?.frameOrigins ?? []),
    ]),
  ]
}
