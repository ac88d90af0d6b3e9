/** As MySQL writes a `datetime`, in UTC: `2026-03-01 08:00:00.000000`. */
export function mysqlTime(instant: string | null): string | null {
  return instant === null ? null : `${new Date(instant).toISOString().slice(0, 23).replace('T', ' ')}000`
}

/** As Aspects' sinks write a time: `2026-03-01 08:00:00.000000+00:00`; empty where there is none. */
export function dumpedTime(instant: string | null): string {
  return instant === null ? '' : `${mysqlTime(instant)}+00:00`
}
