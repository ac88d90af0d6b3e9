import { exit } from 'node:process'
import { findSecantus } from './install.mjs'

// `node server/launch/secantus/find.mjs`: the folder of its environment. The tests, which are TypeScript, run it.
const folder = findSecantus()
if (folder === null) exit(69)
console.log(folder)
