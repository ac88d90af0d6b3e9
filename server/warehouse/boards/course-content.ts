import { isMember } from '../questions/class.ts'
import { courseCompletionByUnit } from '../questions/course/course-completion-by-unit.ts'
import { courseProblems } from '../questions/course/course-problems.ts'
import { courseVideoSeconds } from '../questions/course/course-video-seconds.ts'
import { courseVideos } from '../questions/course/course-videos.ts'
import { courseOrder, nameOrKey, publishedBlocks } from '../questions/structure.ts'
import type { Tables } from '../tables.ts'
import type { BoardView } from './board-view.ts'

const members = (tables: Tables) =>
  `SELECT course_key, org, actor_id FROM ${tables.learnerCourse} FINAL WHERE ${isMember}`

/** Newest names and places of the blocks of every course run, also of those that have left it. */
const blockNames = (
  tables: Tables,
) => `SELECT course_key, block_key, display_name, position FROM ${tables.courseStructure} FINAL
  ORDER BY version DESC LIMIT 1 BY course_key, block_key`

/** Figures of the parts of a course run, in its order. */
export const courseContent: readonly BoardView[] = [
  {
    question: courseCompletionByUnit,
    keys: ['place'],
    sql: (tables) => `
      WITH
        outline AS (
          SELECT *, min(position) OVER (PARTITION BY course_key, section, subsection, unit) AS start
          FROM (${publishedBlocks(tables)})),
        classes AS (SELECT course_key, org, count() AS class_size FROM (${members(tables)}) GROUP BY course_key, org),
        completions AS (
          SELECT course_key, org, actor_id, block_key FROM ${tables.learnerBlock} FINAL
          WHERE completion >= 1 AND (course_key, actor_id) IN (SELECT course_key, actor_id FROM (${members(tables)}))),
        progress AS (
          SELECT o.course_key AS course_key, o.start AS start, c.actor_id AS actor_id, count() AS done
          FROM completions AS c
          INNER JOIN (SELECT course_key, block_key, start FROM outline WHERE completable) AS o
            ON o.course_key = c.course_key AND o.block_key = c.block_key
          GROUP BY o.course_key, o.start, c.actor_id),
        units AS (
          SELECT course_key, any(o.org) AS org, start, countIf(completable) AS total,
            any(section_name) AS section, any(subsection_name) AS subsection,
            concat(toString(any(o.section)), '.', toString(any(o.subsection)), '.', toString(any(o.unit)), ' ', any(unit_name)) AS unit,
            anyIf(block_key, block_type = 'vertical') AS key
          FROM outline AS o WHERE o.unit > 0 GROUP BY course_key, start HAVING total > 0)
      SELECT r.course_key AS course_key, r.org AS org, r.section AS section, r.subsection AS subsection, r.unit AS unit,
        r.block_key AS block_key, r.learners AS learners, k.class_size AS class_size,
        row_number() OVER (PARTITION BY r.course_key, r.org ORDER BY r.start, r.learners DESC, r.block_key) AS place
      FROM (
        SELECT u.course_key AS course_key, any(u.org) AS org, u.start AS start, any(u.section) AS section,
          any(u.subsection) AS subsection, any(u.unit) AS unit, any(u.key) AS block_key, countIf(p.done = u.total) AS learners
        FROM units AS u LEFT JOIN progress AS p ON p.course_key = u.course_key AND p.start = u.start
        GROUP BY u.course_key, u.start
        UNION ALL
        SELECT course_key, org, 0, '', '', block_key, block_key, count() FROM completions
        WHERE course_key NOT IN (SELECT course_key FROM outline) GROUP BY course_key, org, block_key
      ) AS r
      LEFT JOIN classes AS k ON k.course_key = r.course_key AND k.org = r.org`,
  },
  {
    question: courseVideos,
    keys: ['place'],
    sql: (tables) => `
      SELECT v.course_key AS course_key, v.org AS org, v.key AS block_key, ${nameOrKey('s.display_name', 'v.key')} AS name,
        v.length AS duration, v.viewers AS viewers,
        if(v.viewers = 0 OR ifNull(v.length, 0) <= 0, NULL,
          arrayAvg(covered -> least(1, covered / assumeNotNull(v.length)), v.covered)) AS watched_share,
        v.plays AS plays, v.rewatched AS rewatched,
        row_number() OVER (PARTITION BY v.course_key, v.org ORDER BY ${courseOrder('s.position', 'v.key')}) AS place
      FROM (
        SELECT course_key, org, block_key AS key, max(duration) AS length, countIf(watched_seconds > 0) AS viewers,
          groupArrayIf(covered_seconds, watched_seconds > 0) AS covered, sum(l.plays) AS plays,
          countIf(watched_seconds > covered_seconds) AS rewatched
        FROM ${tables.learnerVideo} AS l FINAL GROUP BY course_key, org, block_key
      ) AS v
      LEFT JOIN (${blockNames(tables)}) AS s ON s.course_key = v.course_key AND s.block_key = v.key`,
  },
  {
    question: courseVideoSeconds,
    keys: ['block_key'],
    sql: (tables) => `
      SELECT w.course_key AS course_key, w.org AS org, w.block_key AS block_key, second,
        countIf(time = 1) AS viewers, countIf(time > 1) AS replays, any(w.length) AS duration
      FROM (
        SELECT course_key, org, block_key, max(duration) OVER (PARTITION BY course_key, org, block_key) AS length,
          arrayFlatten(arrayMap(s -> range(s.started, least(s.ended, toUInt32(86400))), segments)) AS seconds
        FROM ${tables.learnerVideo} FINAL
      ) AS w
      ARRAY JOIN w.seconds AS second, arrayEnumerateUniq(w.seconds) AS time
      GROUP BY w.course_key, w.org, w.block_key, second`,
  },
  {
    question: courseProblems,
    keys: ['place'],
    sql: (tables) => `
      SELECT p.course_key AS course_key, p.org AS org, p.key AS block_key, ${nameOrKey('s.display_name', 'p.key')} AS name,
        s.section_name AS section, p.learners AS learners,
        if(p.learners = 0, NULL, p.right_first / p.learners) AS right_first_share,
        if(p.learners = 0, NULL, p.right_in_the_end / p.learners) AS right_in_the_end_share,
        if(p.learners = 0, NULL, p.attempts / p.learners) AS mean_attempts,
        p.hints AS hints, p.answers_shown AS answers_shown,
        row_number() OVER (PARTITION BY p.course_key, p.org ORDER BY ${courseOrder('s.position', 'p.key')}) AS place
      FROM (
        SELECT course_key, org, block_key AS key, countIf(b.attempts > 0) AS learners, sum(b.attempts) AS attempts,
          countIf(b.attempts > 0 AND ifNull(first_success, false)) AS right_first,
          countIf(b.attempts > 0 AND ifNull(last_success, false)) AS right_in_the_end,
          sum(b.hints) AS hints, sum(b.answers_shown) AS answers_shown
        FROM ${tables.learnerBlock} AS b FINAL GROUP BY course_key, org, block_key
        HAVING learners > 0 OR hints > 0 OR answers_shown > 0
      ) AS p
      LEFT JOIN (${publishedBlocks(tables)}) AS s ON s.course_key = p.course_key AND s.block_key = p.key`,
  },
]
