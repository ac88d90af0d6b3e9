/**
 * Whether a text is one query that only reads and brings no settings of its own, so that the limits set for it hold for all of
 * it: ClickHouse lets a subquery lift them, and chDB writes files. It errs on the side of no: what ClickHouse might take for a
 * quote or a comment in another way than this does is refused.
 */
export function isSingleQuery(sql: string): boolean {
  const outside = sql.replace(quoted, ' ').replace(/;\s*$/, '')
  return (
    /^\s*(SELECT|WITH|SHOW|DESCRIBE|DESC|EXISTS)\b/i.test(outside) &&
    !/[;$#'"`‘’“”]/.test(outside) &&
    !/\bINTO\b|(?<!\bsystem\s*\.\s*)\bSETTINGS\b/i.test(outside)
  )
}

/** Texts and quoted names with their escapes, and both kinds of comments, in the order in which they begin. */
const quoted = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|--[^\n]*|\/\*.*?\*\//gs
