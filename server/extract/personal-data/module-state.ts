/**
 * What the state of a block in a course tells of work: how often somebody tried, what it was worth, where they stopped. Answers are
 * not among it, nor is anything else that people may have written: values are numbers, times and yes or no.
 */
const kept = [
  'attempts',
  'done',
  'seed',
  'score',
  'last_submission_time',
  'position',
  'saved_video_position',
  'speed',
  'completed',
]

const plainValue = String.raw`^(-?[0-9][0-9.eE+-]*|true|false|null|"[0-9][0-9T:. Z+-]{0,39}"|\\{("raw_(earned|possible)": ?(-?[0-9][0-9.eE+-]*|null),? ?)*\\})$`

/**
 * @param column quoted; Nullable(String), JSON as `courseware_studentmodule.state` has it
 * @returns an expression: JSON with what is kept of it; NULL for what is no JSON object
 */
export function workOnly(column: string): string {
  const names = kept.map((name) => `'${name}'`).join(', ')
  const pairs = `arrayFilter(pair -> pair.1 IN (${names}) AND match(pair.2, '${plainValue}'), JSONExtractKeysAndValuesRaw(assumeNotNull(${column})))`
  const json = `concat('{', arrayStringConcat(arrayMap(pair -> concat('"', pair.1, '": ', pair.2), ${pairs}), ', '), '}')`
  return `if(${column} IS NULL OR JSONType(assumeNotNull(${column})) != 'Object', NULL, ${json})`
}
