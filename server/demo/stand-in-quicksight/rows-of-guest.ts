import type { StandInDataSet } from './account.ts'

/**
 * The rows of a data set that the tags of an anonymous session open: one alternative of its rules is enough, in which every
 * tag is there and fits. Where no alternative has all its tags, there are none.
 */
export function rowsOfGuest(
  { rows, rules }: StandInDataSet,
  tags: Readonly<Record<string, string>>,
): StandInDataSet['rows'] {
  if (rules === null || rules.Status === 'DISABLED') return rows
  const ruleOf = new Map((rules.TagRules ?? []).map((rule) => [rule.TagKey, rule]))
  const alternatives = rules.TagRuleConfigurations ?? [[...ruleOf.keys()].map(String)]
  return rows.filter((row) =>
    alternatives.some((alternative) =>
      alternative.every((key) => {
        const rule = ruleOf.get(key)
        const given = tags[key]
        if (rule?.ColumnName === undefined || given === undefined) return false
        const { TagMultiValueDelimiter: delimiter, MatchAllValue: all } = rule
        if (all !== undefined && given === all) return true
        const values = delimiter === undefined ? [given] : given.split(delimiter)
        return values.includes(String(row[rule.ColumnName]))
      }),
    ),
  )
}
