import { at } from '../place.mjs'
import { environmentOf, installFromPypi, isInstalled } from '../python-environment.mjs'

const moto = {
  name: 'moto',
  title: 'moto',
  toExpect: 'half a minute, 230 MB',
  requirements: at('server/launch/moto/requirements.txt'),
  pythons: ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'],
  version: /\(3, 1[0-9]\)/,
  needs: 'Python 3.10 or newer',
}

/** The folder of its environment; null where it is not installed. */
export const findMoto = () => (isInstalled(moto) ? environmentOf(moto) : null)

/**
 * moto answers in the place of S3, Glue and Athena while the lake and its catalogue are tested. Where it cannot be had the
 * reason is said, and the tests that need it fail.
 */
export async function ensureMoto() {
  try {
    await installFromPypi(moto)
  } catch (failure) {
    console.error(failure.message)
  }
}
