import { z } from 'zod'

export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  /** LMS username, or `command line`. */
  actor: z.string(),
  /** For example `mode.changed`. */
  action: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  requestId: z.string().nullable(),
})
export const auditSchema = z.object({ entries: z.array(auditEntrySchema), next: z.string().nullable() })
export type AuditEntry = z.infer<typeof auditEntrySchema>
export type Audit = z.infer<typeof auditSchema>
