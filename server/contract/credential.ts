import { z } from 'zod'

/**
 * What a program with a key may do.
 * - `write`: send statements and tracking events.
 * - `read-mine`: read the statements that were sent with this key.
 * - `read-all`: read every statement that an LRS client or event-routing-backends sent.
 * - `retire`: retire people, as the LMS's retirement pipeline does.
 */
export const credentialScopes = ['write', 'read-mine', 'read-all', 'retire'] as const
export const credentialScopeSchema = z.enum(credentialScopes)
export type CredentialScope = z.infer<typeof credentialScopeSchema>

/** A program's key, without its secret. */
export const credentialSchema = z.object({
  /** The user name of its Basic authentication. */
  id: z.string(),
  name: z.string(),
  scopes: z.array(credentialScopeSchema),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
})
export type Credential = z.infer<typeof credentialSchema>

/** `GET api/credentials`: newest first, revoked ones too. */
export const credentialsSchema = z.object({ credentials: z.array(credentialSchema) })
export type Credentials = z.infer<typeof credentialsSchema>

/** `POST api/credentials`. */
export const newCredentialSchema = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(credentialScopeSchema).min(1),
})
export type NewCredential = z.infer<typeof newCredentialSchema>

/** Its answer: the only time that the secret is shown. */
export const createdCredentialSchema = z.object({ credential: credentialSchema, secret: z.string() })
export type CreatedCredential = z.infer<typeof createdCredentialSchema>
