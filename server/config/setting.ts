import { z } from 'zod'

/** What the configuration table says about a setting, beside its type. */
export interface SettingFacts {
  /** What it does, for an operator; plain Markdown. */
  readonly about: string
  /** Its default as Markdown: the text in backticks, or words where it follows from other settings. */
  readonly standard: string
  /** Never printed, never sent to the browser. Give it by `NAME_FILE` where you can. */
  readonly secret: boolean
  /** Read and checked today so that a site can move over; a later release acts on it. */
  readonly later: boolean
}

export const settingFacts = z.registry<SettingFacts>()

type More = Partial<Pick<SettingFacts, 'secret' | 'later'>>
type FromText = z.ZodType<unknown, string>

/** A setting with a fixed default, given as the text one would write in the environment. */
export function setting<T extends FromText>(type: T, standard: z.input<T>, about: string, more: More = {}) {
  const schema = z.prefault(type, standard)
  document(schema, standard === '' ? 'empty' : `\`${standard}\``, about, more)
  return schema
}

/** A setting that may be absent. `standard` says in words what happens then. */
export function optionalSetting<T extends FromText>(type: T, standard: string, about: string, more: More = {}) {
  const schema = z.optional(type)
  document(schema, standard, about, more)
  return schema
}

function document(schema: z.ZodType, standard: string, about: string, { secret = false, later = false }: More): void {
  settingFacts.add(schema, { about, standard, secret, later })
}
