import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorIdOf } from '../kernel/actor-id.ts'
import { openStore } from '../store/open-store.ts'
import { clock, openImporting } from '../testing/importing.ts'
import { ann, bob, lmsUrl, logOf, openRetiring } from '../testing/retiring.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

/** Names that are in no program of ours by chance, long enough to be found in a file that is compressed. */
const leaver = { ...ann, username: 'Zephyrine.Quaxley', mail: 'zephyrine.quaxley@mail.example' }

/** Files below a directory that hold any of these texts, in whatever case. */
async function filesHolding(directory: string, texts: readonly string[]): Promise<string[]> {
  // A part may be cleared away while it is looked at.
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  const holding = []
  for (const entry of entries) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) holding.push(...(await filesHolding(path, texts)))
    if (!entry.isFile()) continue
    const content = (await readFile(path).catch(() => Buffer.of())).toString('latin1').toLowerCase()
    if (texts.some((text) => content.includes(text.toLowerCase()))) holding.push(path)
  }
  return holding
}

test('no file of the warehouse or the store holds anything of the person, once the engine has cleared away', async () => {
  const retiring = await openRetiring(importing)
  const [place] = await importing.rows("SELECT path FROM system.disks WHERE name = 'default'")
  const known = [
    leaver.username,
    leaver.mail,
    leaver.externalId,
    actorIdOf(lmsUrl, { userId: leaver.id }),
    actorIdOf(lmsUrl, { username: leaver.username }),
  ]
  const everyFile = async () => [
    ...(await filesHolding(String(place?.path), known)),
    ...(await filesHolding(importing.directory, known)),
  ]
  await importing.store.changeSetting({ key: 'mode', value: 'SAAS', by: leaver.username, action: 'mode.changed' })
  await retiring.importLines([...logOf(leaver, '10'), `{"username": "${leaver.username}", broken`])
  await retiring.importDumps([leaver, bob])
  expect((await filesHolding(String(place?.path), known)).length).toBeGreaterThan(0)

  const { tables } = await retiring.retire({ username: leaver.username })
  expect(tables).toContainEqual({ table: 'store.audit_log', found: 1, erased: 1, pseudonymised: 0 })
  await retiring.importLines(logOf(leaver, '10'))
  await retiring.importDumps([leaver, bob])

  // What the engine does by itself some minutes later: old parts go.
  const stored = await importing.rows(
    "SELECT concat(database, '.', name) AS qualified FROM system.tables WHERE engine LIKE '%MergeTree' AND database != 'system'",
  )
  for (const { qualified } of stored) {
    const command = (sql: string) => importing.warehouse.engine.command({ name: 'test', sql })
    await command(`ALTER TABLE ${qualified} MODIFY SETTING old_parts_lifetime = 0, cleanup_delay_period = 1,
      max_cleanup_delay_period = 1, cleanup_delay_period_random_add = 0`)
    await command(`DETACH TABLE ${qualified} SYNC`)
    await command(`ATTACH TABLE ${qualified}`)
  }
  // Files that the test itself gave, as an operator has logs and dumps.
  const given = (path: string) => /\.(log|csv)$/.test(path)
  await importing.store.close()
  const left = async () => (await everyFile()).filter((path) => !given(path))
  // It clears away in its own time, which a busy machine makes longer.
  await expect.poll(left, { timeout: 100_000, interval: 500 }).toEqual([])
  await openStore(join(importing.directory, 'store.db'), clock).then((store) => store.close())
})
