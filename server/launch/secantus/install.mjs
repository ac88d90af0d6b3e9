import { at } from '../place.mjs'
import { environmentOf, installFromPypi, isInstalled } from '../python-environment.mjs'

const secantus = {
  name: 'secantus',
  title: 'SecantusDB, which speaks the protocol of MongoDB',
  toExpect: 'half a minute, 150 MB',
  requirements: at('server/launch/secantus/requirements.txt'),
  pythons: ['python3', 'python3.13', 'python3.12', 'python3.11'],
  version: /\(3, 1[1-3]\)/,
  needs: 'Python 3.11, 3.12 or 3.13',
}

/** The folder of its environment; null where it is not installed. */
export const findSecantus = () => (isInstalled(secantus) ? environmentOf(secantus) : null)

/**
 * SecantusDB answers in the place of MongoDB, which no registry of packages has, while the reading of course structures is tested.
 * Where it cannot be had the reason is said, and the tests that need it fail.
 */
export async function ensureSecantus() {
  try {
    await installFromPypi(secantus)
  } catch (failure) {
    console.error(failure.message)
  }
}
