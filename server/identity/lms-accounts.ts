import { z } from 'zod'
import { forbidden } from '../kernel/errors.ts'
import type { AskLms } from './lms-client.ts'

/** A person as the LMS shows them to somebody else. */
export interface Account {
  /** In the letters that the LMS keeps it in. */
  readonly username: string
  /** Null where they or the LMS do not tell it. */
  readonly name: string | null
  /** Null where the LMS does not tell it: it tells global staff. */
  readonly userId: number | null
}

const accountSchema = z.object({ username: z.string(), name: z.string().nullish(), id: z.int().positive().nullish() })

/**
 * Looks a person up by their username, as the LMS lets the bearer of a token see them; null when there is nobody of that name.
 * @throws PanoramaError `forbidden` when the LMS does not let the bearer look, `unavailable` when it does not answer
 */
export async function lookUpAccount(askLms: AskLms, username: string, token: string): Promise<Account | null> {
  const answer = await askLms(`/api/user/v1/accounts/${encodeURIComponent(username)}`, token, accountSchema)
  if (answer.kind === 'absent') return null
  if (answer.kind === 'refused') {
    throw forbidden('The LMS does not let you look up people.', {
      advice: 'Type the username as the LMS has it; Panorama takes it as it is.',
    })
  }
  const { username: spelled, name, id } = answer.body
  return { username: spelled, name: name?.trim() || null, userId: id ?? null }
}
