import type { DataSet } from '../contract/scope.ts'

/**
 * Every table of the warehouse, and how a scope narrows it. A table that is not here cannot be asked for;
 * a new one must say whose rows it holds before it compiles.
 *
 * - `learner`: rows of one learner in one course run (`course_key`, `org`, `actor_id`).
 * - `course`: rows of a course run that name no learner (`course_key`, `org`).
 * - `peers`: figures of a whole class (`course_key`, `org`, `learners`), open to its learners above the minimum group size.
 * - `anybody`: rows about the site that name nobody and no course run.
 * - `operator`: rows that only the site scope reads.
 */
const registry = {
  rawStatements: { database: 'xapi', table: 'xapi_events_all', holds: 'operator' },
  courseOverviews: { database: 'event_sink', table: 'course_overviews', holds: 'course' },
  courseBlocks: { database: 'event_sink', table: 'course_blocks', holds: 'course' },
  userProfile: { database: 'event_sink', table: 'user_profile', holds: 'operator' },
  externalId: { database: 'event_sink', table: 'external_id', holds: 'operator' },
  courseEnrollment: { database: 'event_sink', table: 'course_enrollment', holds: 'operator' },
  tag: { database: 'event_sink', table: 'tag', holds: 'operator' },
  taxonomy: { database: 'event_sink', table: 'taxonomy', holds: 'operator' },
  objectTag: { database: 'event_sink', table: 'object_tag', holds: 'operator' },
  lmsAccounts: { database: 'lms', table: 'accounts', holds: 'operator' },
  lmsGrades: { database: 'lms', table: 'grades_persistentcoursegrade', holds: 'operator' },
  lmsCompletions: { database: 'lms', table: 'completion_blockcompletion', holds: 'operator' },
  lmsLoads: { database: 'lms', table: 'loads', holds: 'anybody' },
  lmsChanges: { database: 'lms', table: 'changes', holds: 'operator' },
  statements: { database: 'panorama', table: 'statements', holds: 'learner' },
  dirtyLearners: { database: 'panorama', table: 'learner_marks', holds: 'operator' },
  refreshingLearners: { database: 'panorama', table: 'refreshing_learners', holds: 'operator' },
  learnerCourse: { database: 'panorama', table: 'learner_course', holds: 'learner' },
  learnerQuarter: { database: 'panorama', table: 'learner_quarter', holds: 'learner' },
  learnerBlock: { database: 'panorama', table: 'learner_block', holds: 'learner' },
  learnerVideo: { database: 'panorama', table: 'learner_video', holds: 'learner' },
  learnerDemographics: { database: 'panorama', table: 'learner_demographics', holds: 'learner' },
  courseStructure: { database: 'panorama', table: 'course_structure', holds: 'course' },
  courseNames: { database: 'panorama', table: 'course_names', holds: 'course' },
  coursePeers: { database: 'panorama', table: 'course_peers', holds: 'peers' },
  quarantinedLines: { database: 'panorama', table: 'quarantined_lines', holds: 'operator' },
  importCandidates: { database: 'panorama', table: 'import_candidates', holds: 'operator' },
  lrsStatements: { database: 'panorama', table: 'lrs_statements', holds: 'operator' },
  voidedStatements: { database: 'panorama', table: 'voided_statements', holds: 'operator' },
  voidsToSettle: { database: 'panorama', table: 'voids_to_settle', holds: 'operator' },
  leavingPeople: { database: 'panorama', table: 'leaving_people', holds: 'operator' },
} as const satisfies Record<string, { database: DatabaseRole; table: string; holds: Holds }>

export type DatabaseRole = 'xapi' | 'event_sink' | 'lms' | 'panorama'
type Holds = 'learner' | 'course' | 'peers' | 'anybody' | 'operator'
export type TableName = keyof typeof registry

/** Qualified table names, for the `sql` of a question. */
export type Tables = Readonly<Record<TableName, string>>

/** What the site calls its databases. Identifiers: checked by the configuration to be plain words. */
export type DatabaseNames = Readonly<Record<DatabaseRole, string>>

/** The databases of a data set: the demo's carry a prefix, so that the two can never be mixed up. */
export function databasesOf(names: DatabaseNames, dataSet: DataSet): DatabaseNames {
  if (dataSet === 'real') return names
  return {
    xapi: `demo_${names.xapi}`,
    event_sink: `demo_${names.event_sink}`,
    lms: `demo_${names.lms}`,
    panorama: `demo_${names.panorama}`,
  }
}

export function tablesOf(names: DatabaseNames, dataSet: DataSet): Tables {
  const databases = databasesOf(names, dataSet)
  const qualified = Object.entries(registry).map(([name, { database, table }]) => [
    name,
    `${databases[database]}.${table}`,
  ])
  return Object.fromEntries(qualified) as Tables
}

/** Name and kind of every table, for the scope filters. */
export const scopedTables = Object.entries(registry).map(([name, { holds }]) => ({
  name: name as TableName,
  holds: holds as Holds,
}))
