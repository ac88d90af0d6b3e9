import { exit } from 'node:process'
import { findMoto } from './install.mjs'

// `node server/launch/moto/find.mjs`: the folder of moto's environment. The tests, which are TypeScript, run it.
const folder = findMoto()
if (folder === null) exit(69)
console.log(folder)
