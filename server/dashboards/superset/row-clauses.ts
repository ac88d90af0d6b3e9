import type { RowsOf, RowsOfCourses } from '../../access/embed-provider.ts'
import { literal } from '../../warehouse/literal.ts'

/** A data set of a dashboard, as far as row clauses are made for it. */
export interface BoardDataset {
  /** Its number in this Superset; another after it was imported elsewhere. */
  readonly id: number
  readonly name: string
  readonly columns: ReadonlySet<string>
  /** Made by SQL of its own and not a table or view of the database. */
  readonly isVirtual: boolean
}

/** A rule of a guest token. Without `dataset` it holds for every data set, also for those that are added later. */
export interface RowClause {
  readonly dataset?: number
  readonly clause: string
}

/** The rows of one person, in the columns that data sets keep them by. */
export type BoardRows =
  | { readonly kind: 'learner'; readonly actorId: string; readonly within?: RowsOfCourses }
  | Extract<RowsOf, { kind: 'courses' | 'site' }>

/** Why no clauses could be made: the dashboard must not be shown then. */
export type Obstacle =
  /** The data set does not say whose rows it holds: no column of this name. */
  | { readonly kind: 'no-column'; readonly dataset: string; readonly column: RowColumn }
  /** A key or name that no LMS gives. */
  | { readonly kind: 'odd-value'; readonly column: RowColumn }
  /** A token travels in a header of a few thousand characters. */
  | { readonly kind: 'too-long' }

/** Columns by which a data set may be narrowed; SQL knows them from here and nowhere else. */
type RowColumn = 'course_key' | 'org' | 'actor_id'

/** What the LMS gives out, and nothing that could end a text or begin a template. */
const patterns: Readonly<Record<RowColumn, RegExp>> = {
  course_key: /^[\p{L}\p{N}_.~:-]+([+/][\p{L}\p{N}_.~:-]+){2}$/u,
  org: /^[\p{L}\p{N}_.~:-]+$/u,
  actor_id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
}

const longestValue = 255

/** All clauses together. Signed and encoded they take a third more, and a server may refuse headers beyond 8190 characters. */
const longestClauses = 5_000

/** One of these values in one of these columns. */
type Choice = readonly { readonly column: RowColumn; readonly values: readonly string[] }[]
/** All of these; of none, every row. */
type Condition = readonly Choice[]

/**
 * The rules of a guest token: every data set of the board is narrowed to the rows, or there are none. Where one rule says
 * it for all data sets it stands alone, so that a data set added later is closed and not open. Data sets with SQL of their
 * own get a rule each: Superset 6.0 puts rules without a data set into that SQL, too, where the columns may be missing.
 * @param holdsRowsOfPeople false lets data sets that know neither courses nor learners be shown as they are
 */
export function rowClauses(
  rows: BoardRows,
  datasets: readonly BoardDataset[],
  holdsRowsOfPeople: boolean,
): readonly RowClause[] | Obstacle {
  const condition = conditionOf(rows)
  const parts = condition.flat()
  const odd = parts.find(({ column, values }) => values.some((value) => !isPlain(column, value)))
  if (odd) return { kind: 'odd-value', column: odd.column }
  const clauses: { dataset: number; clause: string }[] = []
  for (const dataset of datasets) {
    const isAboutNobody = !holdsRowsOfPeople && !knownColumns.some((column) => dataset.columns.has(column))
    if (rows.kind === 'site' || isAboutNobody) {
      clauses.push({ dataset: dataset.id, clause: everything })
      continue
    }
    const missing = parts.find(({ column }) => !dataset.columns.has(column))
    if (missing) return { kind: 'no-column', dataset: dataset.name, column: missing.column }
    clauses.push({ dataset: dataset.id, clause: sqlOf(condition) })
  }
  const [first] = clauses
  const isTheSame = clauses.every(({ clause }) => clause === first?.clause)
  const joint = isTheSame && !datasets.some(({ isVirtual }) => isVirtual)
  const wanted: RowClause[] = joint ? [{ clause: first?.clause ?? nothing }] : clauses
  if (wanted.reduce((length, { clause }) => length + clause.length, 0) > longestClauses) return { kind: 'too-long' }
  return wanted
}

export const isObstacle = (clauses: readonly RowClause[] | Obstacle): clauses is Obstacle => 'kind' in clauses

const everything = '1 = 1'
const nothing = '1 = 0'
const knownColumns = Object.keys(patterns) as readonly RowColumn[]

function conditionOf(rows: BoardRows): Condition {
  if (rows.kind === 'site') return []
  if (rows.kind === 'courses') return [choiceOf(rows)]
  const own: Choice = [{ column: 'actor_id', values: [rows.actorId] }]
  return rows.within === undefined ? [own] : [own, choiceOf(rows.within)]
}

function choiceOf({ courseKeys, orgs }: RowsOfCourses): Choice {
  const parts = [
    { column: 'course_key', values: courseKeys },
    { column: 'org', values: orgs },
  ] as const
  return parts.filter(({ values }) => values.length > 0)
}

function isPlain(column: RowColumn, value: string): boolean {
  return value.length <= longestValue && patterns[column].test(value)
}

/** Sorted, so that people with the same rows share what Superset has cached. */
function sqlOf(condition: Condition): string {
  const [only] = condition
  return condition.length === 1 && only
    ? sqlOfChoice(only)
    : condition.map((one) => `(${sqlOfChoice(one)})`).join(' AND ')
}

function sqlOfChoice(choice: Choice): string {
  if (choice.length === 0) return nothing
  return choice
    .map(({ column, values }) => `${column} IN (${[...new Set(values)].sort().map(literal).join(', ')})`)
    .join(' OR ')
}
