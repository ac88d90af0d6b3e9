import type { Person } from './person.ts'

/** Finds whether a text names one person. All comparisons leave case aside, as the LMS and mail servers do. */
export interface NamesPerson {
  /**
   * Whether a statement names them as an agent, wherever in it, by a mail address or id in any of its texts, or by the
   * address of their page. A username alone in a text says nothing: it may be an everyday word.
   * @param json the statement; what is no JSON is looked at as a line
   */
  statement(json: string): boolean
  /** Whether a line that nobody could read may name them: a name or mail address as a word, or a user id where one is told. */
  line(text: string): boolean
}

/** @param actors what stands for the person in statements, in lower case */
export function namesPerson(person: Person, actors: ReadonlySet<string>): NamesPerson {
  const usernames = [...person.usernames]
  const unmistakable = unmistakableOf(person, actors)
  const pages = usernames.map((name) => `/(?:${pagesOfPeople.join('|')})/${word(name)}`)
  const inStatement = anyOf([...unmistakable.map(word), ...pages])
  const inLine = anyOf([
    ...[...unmistakable, ...usernames].map(word),
    ...[...person.userIds].map((userId) => `user_?id\\W{1,8}${userId}(?!\\d)`),
  ])
  const names: NamesPerson = {
    statement(json) {
      if (inStatement(json)) return true
      let statement: unknown
      try {
        statement = JSON.parse(json)
      } catch {
        return names.line(json)
      }
      return agentsOf(statement).some((agent) => actors.has(agent.toLowerCase())) || textsName(statement, inStatement)
    },
    line: (text) => inLine(text) || inLine(unescaped(text)),
  }
  return names
}

/** What to look for before each hit is looked at closely: in lower case, and as JSON may spell it. */
export interface Needles {
  /** What is in nobody else's text by chance. */
  readonly anywhere: readonly string[]
  /** Only in the JSON of statements. */
  readonly statements: readonly string[]
  /** Only in lines that nobody could read. */
  readonly lines: readonly string[]
}

export function needlesOf(person: Person, actors: ReadonlySet<string>): Needles {
  const usernames = [...person.usernames]
  const pages = usernames.flatMap((name) => pagesOfPeople.map((page) => `/${page}/${name}`))
  const ids = [...person.userIds].flatMap((id) =>
    [':', '=', '":', '\\":'].flatMap((sign) =>
      ['', ' ', '"', ' "', ' \\"', '\\"'].map((gap) => `user_id${sign}${gap}${id}`),
    ),
  )
  return {
    anywhere: spelled(unmistakableOf(person, actors)),
    statements: spelled([...usernames.map((name) => `"${name}"`), ...pages]),
    lines: spelled([...usernames, ...ids]),
  }
}

/** Where the LMS and its micro-frontends have the page of a person: `/u/ann`. */
const pagesOfPeople = ['u', 'user', 'users', 'profile']

const unmistakableOf = ({ mails }: Person, actors: ReadonlySet<string>) =>
  [...actors, ...mails].filter((text) => isUnmistakable(text))

/** JSON may spell a letter beyond ASCII by its number, which differs from case to case. */
const spelled = (texts: readonly string[]) => [
  ...new Set(
    texts
      .flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()])
      .flatMap((text) => [text.toLowerCase(), escaped(text).toLowerCase()]),
  ),
]

/** A mail address, an id or a hash: long, and in nobody else's text by chance. */
const isUnmistakable = (text: string) =>
  /^[0-9a-f]{40}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) || /.@./.test(text)

/** As a word of its own: `ann@x.org` is not in `joann@x.org`, nor in `ann@x.org.au`. */
function word(text: string): string {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return `(?<![\\p{L}\\p{N}_+-]|[\\p{L}\\p{N}_+-]\\.)${literal}(?!\\.?[\\p{L}\\p{N}_-])`
}

function anyOf(patterns: readonly string[]): (text: string) => boolean {
  if (patterns.length === 0) return () => false
  const pattern = new RegExp(patterns.join('|'), 'iu')
  return (text) => pattern.test(text)
}

/** Whatever identifies an agent, wherever one is. */
function agentsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { mbox, mbox_sha1sum: sha1, openid, account } = value as Readonly<Record<string, unknown>>
  const name = typeof account === 'object' && account !== null ? (account as { name?: unknown }).name : undefined
  const own = [mbox, sha1, openid, name].filter((id) => typeof id === 'string')
  return [...own, ...Object.values(value).flatMap(agentsOf)]
}

/** Texts as they are meant, where the JSON spells them with escapes. */
function textsName(value: unknown, isNamedIn: (text: string) => boolean): boolean {
  if (typeof value === 'string') return isNamedIn(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, member]) => isNamedIn(key) || textsName(member, isNamedIn))
}

/** As Python writes JSON. */
const escaped = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

const unescaped = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
