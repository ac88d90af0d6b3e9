import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { chartTitle } from '../../server/dashboards/superset/bundle/chart-file.ts'
import { courseOverview } from './exported-board.ts'
import { guest } from './guest.ts'
import { type Stage, taught, teaching } from './stage.ts'

/** Superset's own part: what it refuses, what the commands find and change in it. */
export function proveSupersetItself(onStage: () => Stage): void {
  describe('Superset itself', () => {
    test('takes no token without rules or with rules that are none of ours', async () => {
      const { embed, session } = onStage()
      const account = session()
      const { embeddedId } = await embed(teaching)
      const ask = (rls: object[]) =>
        account.ask({
          method: 'POST',
          path: '/api/v1/security/guest_token/',
          body: { user: { username: 'x' }, resources: [{ type: 'dashboard', id: embeddedId }], rls },
          shape: z.unknown(),
        })
      for (const rules of [[], [{ clause: '1 = 1 OR 1 = 1' }], [{ clause: "course_key IN ('a') OR true" }]]) {
        await expect(ask(rules)).rejects.toMatchObject({ code: 'superset_refused' })
      }
      await ask([{ clause: '1 = 0' }])
    })

    test('is found in order by the doctor, and what is not is said with its remedy', () => {
      const { panorama } = onStage()
      const board = 'panorama-demo-course-overview-en'
      const fine = panorama('superset', 'doctor', board, '--json')
      const found = JSON.parse(fine.stdout) as { subject: string; outcome: string; says: string }[]
      expect(found.filter(({ outcome }) => outcome !== 'ok')).toEqual([])
      expect(found.map(({ subject }) => subject)).toEqual(
        expect.arrayContaining(['Service account', 'Guest tokens', 'Role of guests', 'Role Public', board]),
      )
      expect(fine.status).toBe(0)
      const lacking = panorama('superset', 'doctor', 'nothing-of-this-name')
      expect([lacking.status, lacking.stdout]).toEqual([1, expect.stringContaining('✗ nothing-of-this-name')])
    })

    test('gives its dashboards to a folder of the site, without a password, and takes them back from there', () => {
      const { directory, succeed } = onStage()
      const folder = join(directory, 'pulled')
      const pulled = JSON.parse(
        succeed('superset', 'pull', 'panorama-demo-course-overview-en', '--out', folder, '--json'),
      ) as { files: string[]; remarks: { kind: string }[] }
      expect(pulled.files.filter((path) => path.startsWith('charts/'))).toHaveLength(courseOverview.charts.length)
      expect(pulled.remarks.map(({ kind }) => kind)).toEqual(['host'])
      expect(succeed('superset', 'push', '--from', folder)).toContain('panorama-demo-course-overview-en')
    })

    test('is the same after everything was pushed once more', async () => {
      const { boards, superset, embed, succeed } = onStage()
      const before = await embed(teaching)
      succeed('superset', 'push', 'course-overview', '--data-set', 'demo')
      const after = await embed(teaching)
      expect(after.embeddedId).toBe(before.embeddedId)
      const [chart] = courseOverview.charts
      const onBoard = boards.en.charts.get(chartTitle(chart!, 'en'))!
      const { status } = await guest(superset.url, after.token).chart(boards.en.id, onBoard, {
        course_key: taught,
      })
      expect(status).toBe(200)
    })
  })
}
