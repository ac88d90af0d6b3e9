import { z } from 'zod'
import { providerSchema } from './embed.ts'
import { whySchema } from './failure.ts'

/** What a person may do with the dashboards of other tools: look at them, or make some in QuickSight as well. */
export const accessRoles = ['READER', 'AUTHOR'] as const
export const accessRoleSchema = z.enum(accessRoles)
export type AccessRole = z.infer<typeof accessRoleSchema>

const id = z.string().min(1).max(64)
const name = z.string().trim().min(1).max(100)

/** A dashboard that Panorama shows in its own right or of another tool, as far as it is assigned. */
export const newListedDashboardSchema = z.object({
  /** Unique; what commands and today's API call it. */
  name,
  /** Unique; what people read. */
  displayName: name,
  provider: providerSchema,
  /** What its maker knows it by: QuickSight's dashboard id, Superset's slug or UUID, a hosted name, our own slug. */
  providerId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_.-]{1,128}$/, 'must be an id: letters, digits, _, . and -'),
  /** Lower ones come first. */
  priority: z.number().int().min(-1_000_000).max(1_000_000).default(10),
  /**
   * Whether a row of it is about one person. Only where it holds none may QuickSight show it to people who are no users of
   * its own without filtering rows for them.
   */
  holdsRowsOfPeople: z.boolean().default(true),
})
export const listedDashboardSchema = newListedDashboardSchema.extend({ id })
export type NewListedDashboard = z.infer<typeof newListedDashboardSchema>
export type ListedDashboard = z.infer<typeof listedDashboardSchema>

/** A set of dashboards that is assigned as one. */
export const newDashboardTypeSchema = z.object({
  /** Unique. */
  name,
  /** Every learner gets these dashboards, with nobody's rows but their own. */
  forLearners: z.boolean().default(false),
  /** Ids of dashboards. */
  dashboards: z.array(id).max(200).default([]),
})
export const dashboardTypeSchema = newDashboardTypeSchema.extend({ id })
export type NewDashboardType = z.infer<typeof newDashboardTypeSchema>
export type DashboardType = z.infer<typeof dashboardTypeSchema>

/** A person who was given access in their own right, whatever the LMS says of them. */
export const newConfiguredPersonSchema = z.object({
  /** In the LMS; unique whatever the case of its letters. */
  username: z.string().trim().min(1).max(150),
  typeId: id.nullable().default(null),
  role: accessRoleSchema.default('READER'),
  /** The QuickSight user they appear as; null: the site's default one. */
  arn: z
    .string()
    .trim()
    .max(2048)
    .regex(
      /^arn:aws[a-z-]*:quicksight:[a-z0-9-]+:\d{12}:user\/\S+$/,
      'must be the ARN of a QuickSight user: arn:aws:quicksight:REGION:ACCOUNT:user/NAMESPACE/NAME',
    )
    .nullable()
    .default(null),
})
export const configuredPersonSchema = newConfiguredPersonSchema.extend({ id })
export type NewConfiguredPerson = z.infer<typeof newConfiguredPersonSchema>
export type ConfiguredPerson = z.infer<typeof configuredPersonSchema>

/** Whom a type is assigned to, beside people by name. */
export const assigneeSchema = z.discriminatedUnion('kind', [
  /** Whoever has a role in this course run. */
  z.object({
    kind: z.literal('team'),
    courseKey: z
      .string()
      .trim()
      .max(255)
      .regex(
        /^(?:[a-z-]+-v\d+:[^+\s]+(?:\+[^+\s]+){2,3}|[^/:\s]+\/[^/\s]+\/[^/\s]+)$/,
        'must be the key of a course run: course-v1:Org+Course+Run',
      ),
  }),
  /** Whoever has a role in this organisation, be it in one of its course runs. */
  z.object({ kind: z.literal('organisation'), org: z.string().trim().min(1).max(255) }),
  /** The default of course teams and of global staff. Superusers get everything, learners the types that are for them. */
  z.object({ kind: z.literal('everyone'), of: z.enum(['courseStaff', 'globalStaff']) }),
])
export type Assignee = z.infer<typeof assigneeSchema>

export const newAssignmentSchema = z.object({ to: assigneeSchema, typeId: id })
export const assignmentSchema = newAssignmentSchema.extend({ id })
export type NewAssignment = z.infer<typeof newAssignmentSchema>
export type Assignment = z.infer<typeof assignmentSchema>

/** `GET api/access`: all that says who gets which dashboards. */
export const accessRulesSchema = z.object({
  /** By priority, then by name. */
  dashboards: z.array(listedDashboardSchema),
  types: z.array(dashboardTypeSchema),
  people: z.array(configuredPersonSchema),
  assignments: z.array(assignmentSchema),
})
export type AccessRules = z.infer<typeof accessRulesSchema>

/** `POST api/access/lookup`: is there somebody of that name in the LMS? */
export const lookUpSchema = z.object({ username: z.string().trim().min(1).max(150) })
export const lookedUpSchema = z.object({
  /** The username in the letters that the LMS has; the name where the LMS tells it. Null: there is nobody. */
  person: z.object({ username: z.string(), name: z.string().nullable() }).nullable(),
})
export type LookedUp = z.infer<typeof lookedUpSchema>

/** `POST api/access/import`: tables of the Panorama plugin's backend as CSV, each file named after its table. */
export const accessImportSchema = z.object({
  files: z
    .array(z.object({ name: z.string().min(1).max(255), text: z.string() }))
    .min(1)
    .max(20),
  /** Take what can be taken; without it one refused row is enough for nothing to be taken. */
  skipRefused: z.boolean().default(false),
  /** Say what would be done, and do nothing. */
  dryRun: z.boolean().default(false),
})

const rows = z.number().int()

/** What became of the rows, save those that only tell whose user id is whose: each is counted once. */
export const accessImportReportSchema = z.object({
  /** Whether anything was taken. */
  done: z.boolean(),
  /** `parts`: dashboards within types. */
  added: z.object({ dashboards: rows, types: rows, parts: rows, people: rows }),
  /** About what is here already: it stays as it is here, whatever the file says. */
  known: rows,
  /** Why, in English and as reasons of `AccessRefusals`; without saying whom it is about. */
  refused: z.array(z.object({ file: z.string(), line: rows, reason: z.string(), why: z.array(whySchema) })),
})
export type AccessImportReport = z.infer<typeof accessImportReportSchema>

/** Why something that was set, a file or a row is refused: the codes of `Why`, each with what it is about. */
export interface AccessRefusals {
  readonly 'name-taken': { readonly name: string }
  readonly 'title-taken': { readonly title: string }
  /** The same dashboard of the same tool is listed under this name. */
  readonly 'listed-already': { readonly name: string }
  readonly 'type-name-taken': { readonly name: string }
  readonly 'person-there': object
  readonly 'assignment-there': object
  readonly gone: { readonly kind: 'dashboard' | 'type' | 'person' | 'assignment' }
  /** A dashboard that is to go is part of a type. */
  readonly 'part-of-type': object
  /** A type that is to go is assigned in so many places. */
  readonly 'type-in-use': { readonly count: number }
  /** Somebody else changed something at the same moment. */
  readonly 'changed-meanwhile': object
  /** A file that is named after no table. */
  readonly 'no-table': { readonly file: string; readonly tables: string }
  readonly 'table-twice': { readonly file: string; readonly other: string }
  readonly 'columns-missing': { readonly file: string; readonly columns: string }
  readonly 'wrong-width': {
    readonly file: string
    readonly line: number
    readonly fields: number
    readonly expected: number
  }
  readonly 'wrong-quotes': { readonly file: string; readonly line: number }
  readonly 'no-such-type': { readonly type: string }
  readonly 'no-such-dashboard': { readonly dashboard: string }
  readonly 'unknown-user-id': object
  readonly 'wrong-id': { readonly column: string }
  readonly 'wrong-name': { readonly column: string }
  readonly 'wrong-number': { readonly column: string }
  readonly 'wrong-flag': { readonly column: string }
  readonly 'wrong-role': { readonly column: string }
  readonly 'wrong-arn': { readonly column: string }
}
