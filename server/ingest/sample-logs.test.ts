import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linesCounted, openImporting } from '../testing/importing.ts'

let importing: Awaited<ReturnType<typeof openImporting>>
beforeAll(async () => {
  importing = await openImporting()
})
afterAll(() => importing.close())
beforeEach(() => importing.forgetAll())

const samples = '../shared/data/tracking'
describe('logs of real sites of 2014 and 2015, kept beside the checkout', () => {
  const sample = (name: string) => join(samples, name)
  const missing = !existsSync(samples)

  test.skipIf(missing)('video_timeline.log: 18 events in 29 lines', async () => {
    // Read by hand: 7 comments, 4 blank lines; of the 18 events 9 play, 5 pause, 2 seek, 2 stop.
    expect(await importing.importFiles([sample('video_timeline.log')])).toEqual({
      read: 29,
      kept: 18,
      duplicates: 0,
      dropped: { comment: 7, 'blank line': 4 },
      quarantined: {},
    })
    expect(
      await importing.rows(`SELECT verb, count() AS events FROM panorama.statements GROUP BY verb ORDER BY verb`),
    ).toEqual([
      { verb: 'paused', events: 5 },
      { verb: 'played', events: 9 },
      { verb: 'seeked', events: 2 },
      { verb: 'terminated', events: 2 },
    ])
    // The first line of the log: user 10001 plays from 0, an i4x id in an old course.
    expect(
      await importing.rows(`SELECT course_key, org, block_key, position FROM panorama.statements
        WHERE emission_time = '2014-05-02 16:44:35.901775' AND position = 0 LIMIT 1`),
    ).toEqual([
      {
        course_key: 'edX/DemoX/Demo_Course',
        org: 'edX',
        block_key: 'i4x://edX/DemoX/video/3cb54a11efae4ccc8a0aade24d14b255',
        position: 0,
      },
    ])
  })

  test.skipIf(missing)('enrollment_trends_tracking.log: all of 15 events', async () => {
    // Read by hand: 9 activated (6 of them without a name and by the user `anonymous`, for users 1 to 6), 6 deactivated.
    expect(await importing.importFiles([sample('enrollment_trends_tracking.log')])).toMatchObject({
      read: 15,
      kept: 15,
      dropped: {},
    })
    expect(
      await importing.rows(
        'SELECT verb, count() AS events, uniqExact(actor_id) AS learners FROM panorama.statements GROUP BY verb ORDER BY verb',
      ),
    ).toEqual([
      { verb: 'registered', events: 9, learners: 6 },
      { verb: 'unregistered', events: 6, learners: 5 },
    ])
  })

  test.skipIf(missing)('every log adds up, and loses no event that dashboards need', async () => {
    const files = [
      'user_activity_tracking.log',
      'module_engagement_acceptance_tracking_20150416.log',
      'student_engagement_acceptance_tracking.log',
      'student_forum_activity.log',
    ].map(sample)
    const report = await importing.importFiles(files)
    expect(report.read).toBe(207 + 126 + 304 + 25)
    expect(linesCounted(report)).toBe(report.read)
    expect(report.quarantined).toEqual({})
  })
})
