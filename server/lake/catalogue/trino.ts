/** A name in Athena's SQL, which is Trino's, whatever it holds. */
export const quoted = (name: string) => `"${name.toLowerCase().replaceAll('"', '""')}"`

/** A text in Athena's SQL. */
export const text = (value: string) => `'${value.replaceAll("'", "''")}'`
