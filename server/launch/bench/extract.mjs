import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { besideMariadb } from './mariadb.mjs'
import { command, environmentIn } from './panorama.mjs'
import { inDirectory } from './place.mjs'
import { heading, megabytes, report, seconds, whole } from './report.mjs'

const courses = 200
const table = 'courseware_studentmodule'

/**
 * The states of learners of a large LMS, extracted from a MariaDB: beside the client's own dump of the same table, partitioned beside
 * not, a run that finds a hundredth changed beside a whole one, and the memory of few rows beside that of many.
 */
export async function benchExtract(rows = 1_000_000, many = 5_000_000) {
  heading(`Extraction of ${whole(rows)} states of learners in ${courses} courses`)
  await inDirectory(async (dir) => {
    await besideMariadb(dir, async (mariadb) => {
      const environment = environmentIn(join(dir, 'data'))
      await command(environment, 'mode', 'SAAS')
      const extract = async (partitions) => {
        writeFileSync(join(dir, 'settings.yaml'), settingsOf(mariadb, dir, partitions))
        const words = ['--settings', join(dir, 'settings.yaml'), 'extract-and-load', '--all', '--lake-only']
        const { report: run, peakMemory } = await command(environment, 'elt', ...words)
        return { ...run.tables[0], peakMemory }
      }
      const anew = async (partitions) => {
        rmSync(join(dir, 'lake'), { recursive: true, force: true })
        const extracted = await extract(partitions)
        if (extracted.rows !== extracted.rowsWritten) throw new Error('Not all rows were extracted.')
        return extracted
      }
      const ratio = (what, measured, reference, name) =>
        report(what, seconds(measured), `${name} ${seconds(reference)}`, measured / reference)

      await makeStates(mariadb, rows)
      // Before and after, for a machine that others use is not the same at any time.
      const before = await mariadb.dump(table, join(dir, 'dump'))
      const unparted = await anew('')
      const after = await mariadb.dump(table, join(dir, 'dump'))
      rmSync(join(dir, 'dump'))
      ratio('a whole table (budget 1.5)', unparted.seconds, (before + after) / 2, "client's dump")
      const unchanged = await extract('')
      ratio('the same, when it is as it was', unchanged.seconds, unparted.seconds, 'whole table')
      const parted = await anew(byCourse)
      ratio(`in ${courses} partitions (budget 1.5)`, parted.seconds, unparted.seconds, 'not partitioned')
      await mariadb.run(`UPDATE ${table} SET grade = 3, modified = UTC_TIMESTAMP(6) WHERE course_id IN (${twoCourses})`)
      const aHundredth = await extract(byCourse)
      ratio('1 % changed, in 1 % of the courses (budget 0.1)', aHundredth.seconds, parted.seconds, 'whole table')
      await mariadb.run(`UPDATE ${table} SET grade = 2, modified = UTC_TIMESTAMP(6) WHERE CRC32(id) % 100 = 0`)
      const everywhere = await extract(byCourse)
      ratio('1 % changed, a few rows of every course', everywhere.seconds, parted.seconds, 'whole table')

      await makeStates(mariadb, Math.max(1, Math.round(rows / 10)))
      const small = (await anew(byCourse)).peakMemory
      await makeStates(mariadb, many)
      const large = (await anew(byCourse)).peakMemory
      report(
        `memory, ${whole(many)} rows`,
        megabytes(large),
        `${whole(rows / 10)} rows ${megabytes(small)}`,
        large / small,
      )
    })
  })
}

const byCourse = 'partitions: {partition_fields: [course_id], interval: 2 hour, timestamp_field: modified}'
const twoCourses = `'course-v1:Org+C7+2026', 'course-v1:Org+C8+2026'`

/** What comes of it is the same each time. Each course had its own weeks. */
function makeStates({ run }, rows) {
  return run(`DROP TABLE IF EXISTS ${table};
    CREATE TABLE ${table} (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, module_type VARCHAR(32) NOT NULL, module_id VARCHAR(255) NOT NULL,
      student_id INT NOT NULL, state LONGTEXT, grade DOUBLE, max_grade DOUBLE, done VARCHAR(8) NOT NULL, created DATETIME(6) NOT NULL,
      modified DATETIME(6) NOT NULL, course_id VARCHAR(255) NOT NULL, KEY (modified), KEY (course_id), KEY (student_id)) DEFAULT CHARSET utf8mb4;
    INSERT INTO ${table} SELECT seq, 'problem', CONCAT('block-v1:Org+C', seq % ${courses}, '+2026+type@problem+block@', MD5(seq % 3000)),
      seq DIV ${courses}, CONCAT('{"input_state": {"a_2_1": {}}, "seed": ', seq, ', "answers": "', REPEAT('x', CRC32(seq) % 100), '", "done": true}'),
      NULLIF(CRC32(seq) % 5, 4), 4, 'na', '2025-01-01' + INTERVAL seq % ${courses} DAY + INTERVAL seq MICROSECOND,
      '2025-01-01' + INTERVAL seq % ${courses} DAY + INTERVAL seq MICROSECOND, CONCAT('course-v1:Org+C', seq % ${courses}, '+2026')
      FROM seq_1_to_${rows}; ANALYZE TABLE ${table}`)
}

function settingsOf({ port, password }, dir, partitions) {
  const fields = [
    'id',
    'module_type',
    'module_id',
    'student_id',
    'state',
    'grade',
    'max_grade',
    'done',
    'created',
    'modified',
  ]
  const listed = [...fields, 'course_id'].map((name) => `          - {name: ${name}, type: varchar}`)
  return `datalake:
  directory: ${join(dir, 'lake')}
  personal_data: keep
datasources:
  - name: lms
    type: mysql
    mysql_host: 127.0.0.1
    mysql_port: ${port}
    mysql_username: reader
    mysql_password: ${password}
    mysql_database: openedx
    tables:
      - name: ${table}
        ${partitions}
        fields:
${listed.join('\n')}
`
}
