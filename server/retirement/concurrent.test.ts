import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effort } from '../testing/effort.ts'
import { openImporting } from '../testing/importing.ts'
import { ann, bob, lmsUrl, logOf, openRetiring, type TestPerson } from '../testing/retiring.ts'
import { refreshModels } from '../warehouse/models/refresh.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())

const hours = ['01', '02', '03', '04', '05', '06']

/** What is sent while somebody is retired, and what was there before. */
const plan = fc.record({
  before: fc.subarray(hours),
  meanwhile: fc.array(fc.subarray(hours, { minLength: 1 }), { minLength: 1, maxLength: 4 }),
  dumpsFirst: fc.boolean(),
})

let people = 0

test('whatever comes meanwhile and afterwards, what is left is what there would be without them', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ before, meanwhile, dumpsFirst }) => {
      people += 1
      const other = (person: TestPerson): TestPerson => ({
        id: person.id + people * 100,
        username: `${person.username}${people}`,
        mail: `${people}.${person.mail}`,
        externalId: randomUUID(),
      })
      const [leaver, stayer] = [other(ann), other(bob)]
      const retiring = await openRetiring(importing)
      const { live } = retiring
      const both = (hour: string) => [...logOf(leaver, hour), ...logOf(stayer, hour.replace('0', '1'))]
      await retiring.emptyAll()
      if (dumpsFirst) await retiring.importDumps([leaver, stayer])
      if (before.length > 0) await retiring.importLines(before.flatMap(both))
      const asked = { username: leaver.username, userId: leaver.id, externalId: leaver.externalId, email: leaver.mail }

      await Promise.all([
        retiring.retire(asked),
        ...meanwhile.map((hours) => live.take(hours.flatMap(both), 'http')),
        retiring.send({
          actor: { account: { homePage: lmsUrl, name: leaver.externalId } },
          verb: { id: 'https://w3id.org/xapi/video/verbs/played' },
          object: { id: `${lmsUrl}/video` },
        }),
        retiring.importDumps([leaver, stayer]),
      ])
      await retiring.importLines([...before, ...meanwhile.flat()].flatMap(both))
      const left = await retiring.shown()
      expect((await retiring.retirement().look(asked, 'real')).rowsLeft).toBe(0)

      await retiring.emptyAll()
      await retiring.importDumps([stayer])
      const lines = [...before, ...meanwhile.flat()].flatMap((hour) => logOf(stayer, hour.replace('0', '1')))
      if (lines.length > 0) await retiring.importLines(lines)
      await refreshModels(importing.warehouse, 'real')
      expect(left).toEqual(await retiring.shown())
    }),
    { numRuns: effort, endOnFailure: true },
  )
})
