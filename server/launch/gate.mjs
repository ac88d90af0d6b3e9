import { installSuperset } from './superset/install.mjs'
import { isLeftOut, proveWithSuperset } from './superset/prove.mjs'
import { tellAndExit } from './tally.mjs'
import { proveProduct } from './test.mjs'

/** `npm run gate`: `npm test` and `npm run test:superset` as one, with one last line that counts both. */
export async function run() {
  // Superset comes while the product proves itself. Why it did not is said where it is missed.
  const installing = isLeftOut() ? null : installSuperset()
  installing?.catch(() => undefined)
  tellAndExit(await proveProduct(async () => [await proveWithSuperset({ installing, isBeside: true })]))
}
