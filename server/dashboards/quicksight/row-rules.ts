import type { RowLevelPermissionTagConfiguration, RowLevelPermissionTagRule } from '@aws-sdk/client-quicksight'
import { nthTagKey, tagDelimiter, tagKeys } from './session-tags.ts'

/** Columns of a data set that tell whose a row is; null for one that it has not. */
export interface RowColumns {
  readonly lms: string | null
  readonly userId: string | null
  readonly courseKey: string | null
  readonly org: string | null
}

/**
 * The row rules of a data set that guests are shown, as `CreateDataSet` and `UpdateDataSet` take them: learners see the rows
 * with their user id, course teams those of their courses or organisations. A rule holds where all its tags are in the
 * session; so each list that may go on in a second tag has a rule for that, too.
 * @param lists how many tags a list of courses may take: about eight courses go into one
 */
export function rowRulesOf(columns: RowColumns, lists: number): RowLevelPermissionTagConfiguration {
  const rules: RowLevelPermissionTagRule[] = []
  const alternatives: string[][] = []
  const site = columns.lms === null ? [] : [tagKeys.lms]
  if (columns.lms !== null) rules.push({ TagKey: tagKeys.lms, ColumnName: columns.lms })

  function offer(key: string, column: string, isList: boolean): void {
    rules.push({ TagKey: key, ColumnName: column, ...(isList && { TagMultiValueDelimiter: tagDelimiter }) })
    alternatives.push([...site, key])
  }

  if (columns.userId !== null) offer(tagKeys.userId, columns.userId, false)
  for (let n = 1; columns.courseKey !== null && n <= lists; n += 1) {
    offer(nthTagKey(tagKeys.courseKeys, n), columns.courseKey, true)
  }
  if (columns.org !== null) offer(tagKeys.orgs, columns.org, true)
  return { Status: 'ENABLED', TagRules: rules, TagRuleConfigurations: alternatives }
}
