import { z } from 'zod'
import { badInput, PanoramaError } from '../../kernel/errors.ts'
import type { BundleFiles } from './bundle/make-bundle.ts'
import { zipBundle } from './bundle/zip.ts'
import { type SupersetSession, supersetRefused } from './superset-session.ts'

/** A large bundle takes Superset minutes. */
const patience = 600_000

export interface PushedBoard {
  readonly id: string
  readonly embeddedId: string
}

/**
 * Installs a bundle: what is there already is replaced, what the bundle does not hold stays.
 * @param session of an administrator
 * @param passwords by the paths of their database files
 * @param secrets what Superset knows and nobody is to read in what it says
 * @throws PanoramaError `bad_input` with Superset's words when it does not take the bundle
 */
export async function importBundle(
  session: SupersetSession,
  files: BundleFiles,
  passwords: Readonly<Record<string, string>>,
  secrets: readonly string[] = Object.values(passwords),
): Promise<void> {
  const form = new FormData()
  form.set('bundle', new Blob([new Uint8Array(zipBundle(files, 'panorama'))]), 'panorama.zip')
  form.set('passwords', JSON.stringify(passwords))
  try {
    await session.ask({ method: 'POST', path: '/api/v1/assets/import/', body: form, shape: z.unknown(), patience })
  } catch (failure) {
    if (!(failure instanceof PanoramaError) || failure.code !== supersetRefused) throw failure
    // What Superset says of a bundle is about its files, and the person who pushes it has them.
    const words = failure.cause instanceof Error ? withoutSecrets(failure.cause.message, secrets) : ''
    throw badInput(`Superset does not take the bundle: ${words}`, {
      advice: 'Nothing was changed. Mend the file that it names, then push again.',
      cause: failure,
    })
  }
}

/** Superset may quote the address of a database, its own settings or what it was sent. */
function withoutSecrets(words: string, secrets: readonly string[]): string {
  const forms = secrets.filter((secret) => secret !== '').flatMap((secret) => [secret, encodeURIComponent(secret)])
  return forms
    .reduce((text, form) => text.replaceAll(form, '****'), words)
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '****')
}

/**
 * Lets a dashboard be shown in frames on pages of these addresses; it keeps the UUID under which it is embedded.
 * @param session of an administrator
 * @param id its UUID or slug
 */
export async function enableEmbedding(
  session: SupersetSession,
  id: string,
  allowedDomains: readonly string[],
): Promise<PushedBoard> {
  const { result } = await session.ask({
    method: 'POST',
    path: `/api/v1/dashboard/${encodeURIComponent(id)}/embedded`,
    body: { allowed_domains: allowedDomains },
    shape: z.object({ result: z.object({ uuid: z.string() }) }),
  })
  return { id, embeddedId: result.uuid }
}
