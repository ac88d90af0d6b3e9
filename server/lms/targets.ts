import { actorOfUserId } from '../ingest/actor-aliases.ts'
import type { TableName } from '../warehouse/tables.ts'
import type { SourceTable } from './source-tables.ts'

/** A table of the warehouse that is filled from tables of the LMS. */
export interface Target {
  readonly table: TableName
  /** The columns by which two versions of a row are the same row. */
  readonly key: readonly string[]
  /**
   * How it takes over what was read.
   * - `rows`: rows that differ are added as a dump, and ours that do not hold any more go.
   * - `history`: rows that differ are added and the earlier ones stay, for they tell what was before; all of what the LMS deleted goes.
   * - `courses`: a course run that differs in any row is added whole.
   * - `mirror`: the table is replaced in one piece.
   */
  readonly takesOver: 'rows' | 'history' | 'courses' | 'mirror'
  /** Whose figures a changed row concerns. */
  readonly concerns: 'course' | 'learner' | 'person' | 'nobody'
  /** Where its rows may come from: the first of which all `from` are in the lake. */
  readonly origins: readonly Origin[]
}

interface Origin {
  readonly from: readonly SourceTable[]
  /** Read as well where they are in the lake. */
  readonly with?: readonly SourceTable[]
  /**
   * SELECT of the target's columns, without those of the dump. A row whose key has a null in it does not fit.
   * `{lmsUrl: String}` and `{asOf: DateTime64(6)}` may be used.
   */
  readonly select: (staged: Staged) => string
}

/** The qualified names of the tables that were staged, all of whose columns are `Nullable(String)`; undefined for those not in the lake. */
export type Staged = Readonly<Partial<Record<SourceTable, string>>> & {
  /** All tags, where `oel_tagging_tag` has only some of them. */
  readonly allTags?: string
}

const whole = (text: string, bits: 32 | 64 = 32) => `toInt${bits}OrNull(${text})`
const words = (text: string) => `ifNull(${text}, '')`
const isTrue = (text: string) => `ifNull(lower(${text}) IN ('1', 'true'), false)`
/** A time of MySQL's, as Aspects writes times; '' where there is none. */
const moment = (text: string) => `if(${words(text)} = '', '', concat(assumeNotNull(${text}), '+00:00'))`
const instant = (text: string) => `parseDateTime64BestEffortOrNull(${text}, 6, 'UTC')`
const changedAt = (text: string) => `ifNull(${instant(text)}, {asOf: DateTime64(6, 'UTC')})`

/** Usernames of the users of `t`: `username` of `u`, which is '' where the lake has none. */
const withUsername = ({ auth_user: users }: Staged) =>
  users === undefined
    ? `CROSS JOIN (SELECT '' AS username) AS u`
    : `LEFT JOIN (SELECT user_id, any(username) AS username FROM ${users} GROUP BY user_id) AS u ON u.user_id = t.user_id`

const courseFacts = [
  ['advertised_start', 'Nullable(String)', 't.advertised_start'],
  ['announcement', 'Nullable(String)', 't.announcement'],
  ['lowest_passing_grade', 'Nullable(Float64)', 'toFloat64OrNull(t.lowest_passing_grade)'],
  ['invitation_only', 'Bool', isTrue('t.invitation_only')],
  ['max_student_enrollments_allowed', 'Nullable(Int64)', whole('t.max_student_enrollments_allowed', 64)],
  ['effort', 'Nullable(String)', 't.effort'],
  ['enable_proctored_exams', 'Bool', isTrue('t.enable_proctored_exams')],
  ['entrance_exam_enabled', 'Bool', isTrue('t.entrance_exam_enabled')],
  ['external_id', 'Nullable(String)', 't.external_id'],
  ['language', 'Nullable(String)', 't.language'],
] as const
const courseData = `toJSONString(CAST((${courseFacts.map(([, , expression]) => expression).join(', ')}),
  'Tuple(${courseFacts.map(([name, type]) => `${name} ${type}`).join(', ')})'))`

/** In the order in which they are filled: who is who before what they do. */
export const targets = {
  accounts: {
    table: 'lmsAccounts',
    key: ['user_id'],
    takesOver: 'mirror',
    concerns: 'person',
    origins: (['auth_user', 'student_courseenrollment'] as const).map((source) => ({
      from: [source],
      select: (staged) => `
        SELECT ${whole('user_id', 64)} AS user_id, ${actorOfUserId('assumeNotNull(user_id)')} AS actor_id
        FROM (SELECT user_id FROM ${staged[source]} GROUP BY user_id)`,
    })),
  },
  external_id: {
    table: 'externalId',
    key: ['external_user_id'],
    takesOver: 'rows',
    concerns: 'person',
    origins: [
      {
        from: ['external_user_ids_externalid', 'external_user_ids_externalidtype'],
        with: ['auth_user'],
        select: (staged) => `
          SELECT toUUIDOrNull(t.external_user_id) AS external_user_id, ${words('kind.name')} AS external_id_type,
            ${words('u.username')} AS username, ${whole('t.user_id')} AS user_id
          FROM ${staged.external_user_ids_externalid} AS t
          LEFT JOIN ${staged.external_user_ids_externalidtype} AS kind ON kind.id = t.external_id_type_id
          ${withUsername(staged)}`,
      },
    ],
  },
  user_profile: {
    table: 'userProfile',
    key: ['id', 'user_id'],
    takesOver: 'rows',
    concerns: 'person',
    origins: [
      {
        from: ['auth_userprofile'],
        with: ['auth_user'],
        select: (staged) => {
          const mail = staged.auth_user ? `LEFT JOIN ${staged.auth_user} AS u ON u.user_id = t.user_id` : ''
          const ofUser = (column: string) => (staged.auth_user ? words(`u.${column}`) : "''")
          const told = (column: string) => `${words(`t.${column}`)} AS ${column}`
          return `
            SELECT ${whole('t.id')} AS id, ${whole('t.user_id')} AS user_id, ${told('name')}, ${ofUser('email')} AS email,
              ${ofUser('username')} AS username, ${told('meta')}, ${told('courseware')}, ${told('language')}, ${told('location')},
              ${told('year_of_birth')}, ${told('gender')}, ${told('level_of_education')}, ${told('mailing_address')}, ${told('city')},
              ${told('country')}, ${told('state')}, ${told('goals')}, ${told('bio')}, ${told('profile_image_uploaded_at')},
              ${told('phone_number')}
            FROM ${staged.auth_userprofile} AS t ${mail}`
        },
      },
    ],
  },
  course_overviews: {
    table: 'courseOverviews',
    key: ['course_key'],
    takesOver: 'rows',
    concerns: 'course',
    origins: [
      {
        from: ['course_overviews_courseoverview'],
        select: ({ course_overviews_courseoverview: overviews }) => `
          SELECT ${words('t.org')} AS org, nullIf(t.course_key, '') AS course_key, ${words('t.display_name')} AS display_name,
            ${moment('t.start')} AS course_start, ${moment('t.end')} AS course_end,
            ${moment('t.enrollment_start')} AS enrollment_start, ${moment('t.enrollment_end')} AS enrollment_end,
            ${isTrue('t.self_paced')} AS self_paced, ${courseData} AS course_data_json,
            ${moment('t.created')} AS created, ${moment('t.modified')} AS modified
          FROM ${overviews} AS t`,
      },
      {
        from: ['course_overviews'],
        select: ({ course_overviews: overviews }) => `
          SELECT ${words('t.org')} AS org, nullIf(t.course_key, '') AS course_key, ${words('t.display_name')} AS display_name,
            ${words('t.course_start')} AS course_start, ${words('t.course_end')} AS course_end,
            ${words('t.enrollment_start')} AS enrollment_start, ${words('t.enrollment_end')} AS enrollment_end,
            ${isTrue('t.self_paced')} AS self_paced, ifNull(t.course_data_json, '{}') AS course_data_json,
            ${words('t.created')} AS created, ${words('t.modified')} AS modified
          FROM ${overviews} AS t`,
      },
    ],
  },
  course_blocks: {
    table: 'courseBlocks',
    key: ['course_key', 'location'],
    takesOver: 'courses',
    concerns: 'course',
    origins: [
      {
        from: ['course_blocks'],
        select: ({ course_blocks: blocks }) => `
          SELECT ${words('t.org')} AS org, nullIf(t.course_key, '') AS course_key, nullIf(t.location, '') AS location,
            ${words('t.display_name')} AS display_name, ${words('t.xblock_data_json')} AS xblock_data_json,
            ifNull(${whole('t.order')}, 0) AS order, ${words('t.edited_on')} AS edited_on
          FROM ${blocks} AS t`,
      },
    ],
  },
  course_enrollment: {
    table: 'courseEnrollment',
    key: ['course_key', 'user_id'],
    takesOver: 'history',
    concerns: 'learner',
    origins: [
      {
        from: ['student_courseenrollment'],
        with: ['auth_user'],
        select: (staged) => `
          SELECT ifNull(${whole('t.id')}, 0) AS id, nullIf(t.course_key, '') AS course_key, ${moment('t.created')} AS created,
            ${isTrue('t.is_active')} AS is_active, ${words('t.mode')} AS mode, ${words('u.username')} AS username,
            ${whole('t.user_id')} AS user_id
          FROM ${staged.student_courseenrollment} AS t ${withUsername(staged)}`,
      },
    ],
  },
  grades: {
    table: 'lmsGrades',
    key: ['course_key', 'user_id', 'percent_grade'],
    takesOver: 'mirror',
    concerns: 'learner',
    origins: [
      {
        from: ['grades_persistentcoursegrade'],
        select: ({ grades_persistentcoursegrade: grades }) => `
          SELECT nullIf(t.course_key, '') AS course_key, ${whole('t.user_id', 64)} AS user_id,
            toFloat64OrNull(t.percent_grade) AS percent_grade, ${words('t.letter_grade')} AS letter_grade,
            ${instant('t.passed_timestamp')} AS passed_timestamp, ${changedAt('t.modified')} AS modified
          FROM ${grades} AS t`,
      },
    ],
  },
  completions: {
    table: 'lmsCompletions',
    key: ['course_key', 'user_id', 'block_key', 'completion'],
    takesOver: 'mirror',
    concerns: 'learner',
    origins: [
      {
        from: ['completion_blockcompletion'],
        select: ({ completion_blockcompletion: completions }) => `
          SELECT nullIf(t.course_key, '') AS course_key, ${whole('t.user_id', 64)} AS user_id,
            nullIf(t.block_key, '') AS block_key, toFloat64OrNull(t.completion) AS completion,
            ${changedAt('t.modified')} AS modified
          FROM ${completions} AS t`,
      },
    ],
  },
  taxonomy: {
    table: 'taxonomy',
    key: ['id'],
    takesOver: 'rows',
    concerns: 'nobody',
    origins: [
      {
        from: ['oel_tagging_taxonomy'],
        select: ({ oel_tagging_taxonomy: taxonomies }) =>
          `SELECT ${whole('t.id')} AS id, ${words('t.name')} AS name FROM ${taxonomies} AS t`,
      },
    ],
  },
  tag: {
    table: 'tag',
    key: ['id'],
    takesOver: 'rows',
    concerns: 'nobody',
    origins: [
      {
        from: ['oel_tagging_tag'],
        select: ({ oel_tagging_tag: tags, allTags = tags }) => `
          SELECT ${whole('t.id')} AS id, ifNull(${whole('t.taxonomy_id')}, 0) AS taxonomy, ifNull(${whole('t.parent_id')}, 0) AS parent,
            ${words('t.value')} AS value, ${words('t.external_id')} AS external_id, ${words('line.lineage')} AS lineage
          FROM ${tags} AS t LEFT JOIN (${lineagesOf(allTags)}) AS line ON line.id = t.id`,
      },
    ],
  },
  object_tag: {
    table: 'objectTag',
    key: ['id'],
    takesOver: 'rows',
    concerns: 'nobody',
    origins: [
      {
        from: ['oel_tagging_objecttag'],
        with: ['oel_tagging_tag'],
        select: ({ oel_tagging_objecttag: objectTags, oel_tagging_tag: tags }) => {
          const lineage = tags ? `LEFT JOIN (${lineagesOf(tags)}) AS line ON line.id = t.tag_id` : ''
          const alone = `toJSONString([${words('t._value')}])`
          return `
            SELECT ${whole('t.id')} AS id, ${words('t.object_id')} AS object_id, ifNull(${whole('t.taxonomy_id')}, 0) AS taxonomy,
              ifNull(${whole('t.tag_id')}, 0) AS tag, ${words('t._value')} AS _value, ${words('t._export_id')} AS _export_id,
              ${tags ? `if(${words('line.lineage')} = '', ${alone}, line.lineage)` : alone} AS lineage
            FROM ${objectTags} AS t ${lineage}`
        },
      },
    ],
  },
} as const satisfies Record<string, Target>

export type TargetName = keyof typeof targets

/** `id` and `lineage` of tags: the values from the topmost tag down to it, as a JSON list. */
function lineagesOf(tags: string | undefined): string {
  return `WITH RECURSIVE lines AS (
      SELECT id, [${words('value')}] AS line FROM ${tags} WHERE ${words('parent_id')} IN ('', '0')
      UNION ALL
      SELECT child.id AS id, arrayPushBack(lines.line, ${words('child.value')}) AS line
      FROM ${tags} AS child INNER JOIN lines ON child.parent_id = lines.id)
    SELECT id, toJSONString(line) AS lineage FROM lines`
}
