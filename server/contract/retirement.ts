import { z } from 'zod'
import { dataSetSchema } from './scope.ts'

/** A person as the LMS knows them, by any of these. The more are given, the more can be found. */
export const personAskedForSchema = z.object({
  username: z.string().trim().min(1).max(150).optional(),
  userId: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  email: z.string().trim().min(3).max(254).regex(/@/, 'must be a mail address').optional(),
  /** Of type `xapi` or any other, as the LMS's table of external ids has it. */
  externalId: z.uuid().optional(),
})
export type PersonAskedFor = z.infer<typeof personAskedForSchema>

/** `POST api/retirements`. */
export const retirementRequestSchema = personAskedForSchema
  .extend({
    /** Statements stay, under an id that leads back to nobody; all else goes. */
    keepFigures: z.boolean().default(false),
  })
  .refine(({ username, userId, email, externalId }) => (username ?? userId ?? email ?? externalId) !== undefined, {
    message: 'must name a person: username, userId, email or externalId',
  })

/** Rows of one table. `found` = `erased` + `pseudonymised`, unless something is left. */
export const retiredRowsSchema = z.object({
  /** As the site calls it. */
  table: z.string(),
  found: z.number().int(),
  erased: z.number().int(),
  pseudonymised: z.number().int(),
})
export type RetiredRows = z.infer<typeof retiredRowsSchema>

/** What was found of a person, and what became of it. It names nobody: whoever asked knows whom they asked for. */
export const certificateSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  dataSet: dataSetSchema,
  /** LMS username of an administrator, the name of a key, or `command line`. */
  requestedBy: z.string(),
  how: z.enum(['erased', 'pseudonymised']),
  /** How many names and ids the person was looked for by. Without a user id, events that tell no more than that are not found. */
  knownBy: z.object({
    userIds: z.number().int(),
    usernames: z.number().int(),
    mailAddresses: z.number().int(),
    externalIds: z.number().int(),
  }),
  /** Of every table that may hold something of a person. */
  tables: z.array(retiredRowsSchema),
  /** The search after it, in every column of every table. */
  verification: z.object({ at: z.iso.datetime(), columns: z.number().int(), rowsLeft: z.number().int() }),
})
export type Certificate = z.infer<typeof certificateSchema>

/** `GET api/retirements`: newest first. */
export const retirementsSchema = z.object({ retirements: z.array(certificateSchema) })
