import { proveWithSuperset } from './superset/prove.mjs'
import { tellAndExit } from './tally.mjs'

/** `npm run test:superset`: the built product and a real Superset beside each other. */
export async function run(words) {
  tellAndExit([await proveWithSuperset({ words })])
}
