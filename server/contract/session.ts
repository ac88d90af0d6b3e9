import { z } from 'zod'
import { modeSchema } from './mode.ts'
import { localeSchema } from './text.ts'
import { viewKindSchema, viewSchema } from './view.ts'

/** `GET api/site`: what the screen needs before it knows who is there. Public; holds no secret. */
export const siteSchema = z.object({
  siteName: z.string(),
  logoUrl: z.string().nullable(),
  lmsUrl: z.string(),
  /** The screen appends `?next=<encoded absolute URL>`. */
  loginUrl: z.string(),
  /** The screen appends `?redirect_url=<encoded absolute URL>`. */
  logoutUrl: z.string(),
  /** `POST`, with credentials, no body: renews the LMS's JWT cookies. */
  refreshUrl: z.string(),
  languageCookie: z.string(),
  /** Style sheets of the site's Open edX brand (Paragon `brandOverride`), added after our own. */
  brandUrls: z.array(z.string()),
  /** True while the stand-in LMS of the demo is signing people in. */
  standInLms: z.boolean(),
})
export type Site = z.infer<typeof siteSchema>

/** `GET api/session`: who is there, or as whom they look, and which areas of the screen are theirs. */
export const sessionSchema = z.object({
  user: z.object({ id: z.number().int(), username: z.string(), name: z.string() }),
  mode: modeSchema,
  areas: z.object({
    student: z.boolean(),
    courses: z.boolean(),
    admin: z.boolean(),
    /** Dashboards of other tools, or the making of some. */
    dashboards: z.boolean(),
  }),
  home: z.enum(['student', 'courses', 'admin', 'dashboards', 'nowhere']),
  /** Whether the LMS told the course roles just now, told them a while ago, or does not answer at all. */
  roles: z.enum(['current', 'outdated', 'unknown']),
  locale: localeSchema,
  /** IANA name from the LMS preferences, or null: then the browser's. */
  timeZone: z.string().nullable(),
  /** Set while somebody looks as another: `user` and `areas` are those of whom they look as. */
  view: viewSchema.nullable(),
  /** As whom this person may look. */
  mayViewAs: z.array(viewKindSchema),
  expiresAt: z.iso.datetime(),
})
export type Session = z.infer<typeof sessionSchema>
