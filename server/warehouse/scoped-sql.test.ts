import { expect, test } from 'vitest'
import { insertModelRows } from '../testing/model-rows.ts'
import { openTestWarehouse } from '../testing/warehouse.ts'
import { ask } from './ask.ts'
import { courseLearnersToReach } from './questions/course/course-learners-to-reach.ts'
import { sqlToRead } from './scoped-sql.ts'

test('what is told of a question can be run as it is, scope and all, and answers the same', async () => {
  const warehouse = await openTestWarehouse()
  try {
    const course = "course-v1:Org+O'Neill+2026"
    const params = { course, now: '2026-03-12T12:00:00Z', zone: 'UTC', unknown: 'left out' }
    const scope = { kind: 'courses' as const, courseKeys: [course], orgs: [] }
    const sql = sqlToRead(warehouse, courseLearnersToReach, { scope, dataSet: 'real', params })
    expect(sql).toMatch(/^SET param_course = 'course-v1:Org\+O\\'Neill\+2026', /)
    expect(sql).not.toContain('left out')
    expect(sql).toContain('additional_table_filters')
    const away = { enrollment_status: 'registered', last_activity: '2026-03-01 10:00:00' }
    await insertModelRows(warehouse, 'learnerCourse', [
      { course_key: course, actor_id: 'ann', ...away },
      { course_key: 'course-v1:Org+Other+2026', actor_id: 'bob', ...away },
    ])
    const asked = await ask(warehouse, courseLearnersToReach, { scope, dataSet: 'real', params })
    expect(asked).toMatchObject([{ learner: 'ann', reason: 'away' }])
    expect(await warehouse.engine.rows({ name: 'test', sql })).toEqual(asked)
  } finally {
    await warehouse.close()
  }
})
