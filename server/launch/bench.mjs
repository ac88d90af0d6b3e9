import { exit } from 'node:process'
import { benchBackfill } from './bench/backfill.mjs'
import { benchEmbeds } from './bench/embeds.mjs'
import { benchExtract } from './bench/extract.mjs'
import { benchHttp } from './bench/http.mjs'
import { benchLag } from './bench/lag.mjs'
import { benchMapping } from './bench/mapping.mjs'
import { benchScreen } from './bench/screen.mjs'
import { benchSite } from './bench/site.mjs'
import { ensureBuilt } from './build.mjs'

/** What can be measured; the numbers are lines, events a second, events of the site, or rows. */
const parts = {
  screen: benchScreen,
  mapping: benchMapping,
  backfill: benchBackfill,
  http: benchHttp,
  lag: benchLag,
  site: benchSite,
  embeds: benchEmbeds,
  extract: benchExtract,
}

/**
 * `npm run bench [-- PART [NUMBER…]]`: the budgets of the design, each as a ratio beside its reference in the same run; all of
 * them, or one, in sizes of your own (`-- backfill 2000000`, `-- lag 1000`, `-- site 1000000`).
 * It drives the built product from outside, as its users do; nothing in it asserts a time.
 */
export async function run([name, ...numbers]) {
  const sizes = numbers.map(Number)
  const isKnown = name === undefined || Object.hasOwn(parts, name)
  if (!isKnown || !sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
    console.error(
      `Name one of ${Object.keys(parts).join(', ')}, and behind it whole numbers; or nothing for all of them.`,
    )
    exit(64)
  }
  ensureBuilt()
  for (const part of name === undefined ? Object.keys(parts) : [name]) await parts[part](...sizes)
}
