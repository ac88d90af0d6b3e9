import { userInfo } from 'node:os'

/** Who the audit log says it was that gave a command: the user of this machine. */
export function whoAsks(): string {
  try {
    return `command line (${userInfo().username})`
  } catch {
    // A container may run under a number that has no name.
    return 'command line'
  }
}
