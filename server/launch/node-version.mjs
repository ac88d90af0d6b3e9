import { exit, versions } from 'node:process'

/** Ends the process with a sentence when Node is too old for what follows. */
export function requireNode() {
  const [major, minor] = versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(
    `Panorama needs Node.js 20.19 or newer; this is ${versions.node}. Install a newer one and run the command again.`,
  )
  exit(78)
}
