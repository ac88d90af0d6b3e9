import type { TableName } from './tables.ts'

/**
 * By what a person is found in a column.
 * - `userId`, `username`, `mail`: as the LMS has them.
 * - `actor`: what stands for the actor in statements: external id, pseudonym, mail address or its SHA-1.
 * - `statement`: JSON of a statement that may name the person anywhere.
 * - `statementId`: the id of such a statement.
 * - `text`: a line as it came, which nobody could read.
 * - `known`: any of what a person is known by.
 */
export type FoundBy = 'userId' | 'username' | 'mail' | 'actor' | 'statement' | 'statementId' | 'text' | 'known'

/** Figures of a whole class are here, too: they are computed again without whoever has left. */
const nobody = {}
const actor = { actor_id: 'actor' } as const
const statementId = { statement_id: 'statementId' } as const

/**
 * Where people are in the warehouse, column by column, so that retirement leaves nobody behind. A row is a person's where
 * any of its columns says so. A new table does not compile until it is here; a test looks at its columns.
 */
export const peopleInTables: Readonly<Record<TableName, Readonly<Record<string, FoundBy>>>> = {
  rawStatements: { event: 'statement' },
  courseOverviews: nobody,
  courseBlocks: nobody,
  userProfile: { user_id: 'userId', username: 'username', email: 'mail' },
  externalId: { user_id: 'userId', username: 'username', external_user_id: 'actor' },
  courseEnrollment: { user_id: 'userId', username: 'username' },
  tag: nobody,
  taxonomy: nobody,
  objectTag: nobody,
  lmsAccounts: { user_id: 'userId', actor_id: 'actor' },
  lmsGrades: { user_id: 'userId' },
  lmsCompletions: { user_id: 'userId' },
  lmsLoads: nobody,
  lmsChanges: { user_id: 'userId' },
  statements: { actor_id: 'actor', event_id: 'statementId' },
  dirtyLearners: actor,
  refreshingLearners: actor,
  learnerCourse: actor,
  learnerQuarter: actor,
  learnerBlock: actor,
  learnerVideo: actor,
  learnerDemographics: actor,
  courseStructure: nobody,
  courseNames: nobody,
  coursePeers: nobody,
  quarantinedLines: { text: 'text' },
  importCandidates: { event_id: 'statementId' },
  lrsStatements: statementId,
  voidedStatements: statementId,
  voidsToSettle: statementId,
  leavingPeople: { value: 'known' },
}
