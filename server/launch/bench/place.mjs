import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Does work in a directory of its own, which is gone afterwards. */
export async function inDirectory(work) {
  const dir = mkdtempSync(join(tmpdir(), 'panorama-bench-'))
  try {
    return await work(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
