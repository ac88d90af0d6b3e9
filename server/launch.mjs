#!/usr/bin/env node
// The door to every npm script. Plain JavaScript without dependencies: it runs on a fresh clone, before anything is
// installed or built, and brings both up to date before it hands over. All its words go to stderr.
import { argv, exit } from 'node:process'
import { requireNode } from './launch/node-version.mjs'

requireNode()

const [verb = 'start', ...words] = argv.slice(2)

/** npm script -> what it does, loaded when asked for: their files may use packages that are not there yet. */
const verbs = {
  start: () => import('./launch/start.mjs'),
  dev: () => import('./launch/dev.mjs'),
  build: () => import('./launch/build.mjs'),
  check: () => import('./launch/check.mjs'),
  test: () => import('./launch/test.mjs'),
  e2e: () => import('./launch/e2e.mjs'),
  'test:superset': () => import('./launch/test-superset.mjs'),
  gate: () => import('./launch/gate.mjs'),
  bench: () => import('./launch/bench.mjs'),
  prove: () => import('./launch/prove.mjs'),
  panorama: () => import('./launch/panorama.mjs'),
}

if (!Object.hasOwn(verbs, verb)) {
  console.error(`Unknown: ${verb}. Known: ${Object.keys(verbs).join(', ')}.`)
  exit(64)
}

const { ensureInstalled } = await import('./launch/install.mjs')
ensureInstalled()
const { run } = await verbs[verb]()
await run(words)
