import type { JoinedViews, SourceName } from './joined-views.ts'

/** A view that joins typed views into what people ask for. */
export interface ReadyMadeView {
  /** Behind the prefix. */
  readonly name: string
  /** Without it there is no such view. */
  readonly principal: SourceName
  /** Columns of the principal without which there is none either. */
  readonly needs: readonly string[]
  /** Without them some of its columns are empty. */
  readonly others: readonly SourceName[]
  /** A SELECT of Athena's SQL. */
  select(views: JoinedViews): string
}

/** @param clauses of the SELECT, in their order; those that are empty are left out */
export function selectOf(columns: readonly string[], ...clauses: readonly { readonly clause: string }[]): string {
  const behind = clauses.map(({ clause }) => clause).filter((clause) => clause !== '')
  return [`SELECT\n  ${columns.join(',\n  ')}`, ...behind].join('\n')
}
