import { parse, stringify } from 'yaml'
import { type BundleFiles, passwordMask } from './make-bundle.ts'

/** Something in a bundle of others that somebody should look at before it is theirs. */
export interface Remark {
  readonly path: string
  readonly kind: 'credential' | 'host' | 'template' | 'markup' | 'no-query' | 'not-narrow' | 'unreadable'
  readonly says: string
}

export interface InspectedBundle {
  /** With every password and secret taken out. */
  readonly files: BundleFiles
  readonly remarks: readonly Remark[]
}

/** Members of a database file that hold secrets, and whatever is called like one. */
const secret = /password|passwd|secret|token|private_?key|credential|encrypted_extra|access_key|api_?key/i

type Asset = Record<string, unknown>

/**
 * Looks through a bundle that was made by others: takes out what is secret, and says where it points to, what in it would be
 * run, and what guests would not be shown.
 */
export function inspectBundle(files: BundleFiles): InspectedBundle {
  const remarks: Remark[] = []
  const cleaned = [...files].map(([path, text]): [string, string] => {
    const asset = read(text)
    if (asset === null) {
      remarks.push({ path, kind: 'unreadable', says: 'It is no YAML file, and is left as it is.' })
      return [path, text]
    }
    if (!path.startsWith('databases/')) {
      remarks.push(...remarksOn(path, asset, text))
      return [path, text]
    }
    const { kept, found, host } = withoutSecrets(asset)
    if (found.length > 0) {
      remarks.push({
        path,
        kind: 'credential',
        says: `Taken out: ${found.join(', ')}. Superset asks for it at the import.`,
      })
    }
    if (host !== null) remarks.push({ path, kind: 'host', says: `It reads the database at ${host}.` })
    // Written anew: a comment may hold what was taken out.
    return [path, stringify(kept, { version: '1.1', lineWidth: 0 })]
  })
  return { files: new Map(cleaned), remarks }
}

function read(text: string): Asset | null {
  try {
    const asset: unknown = parse(text)
    return asset !== null && typeof asset === 'object' ? (asset as Asset) : null
  } catch {
    return null
  }
}

function withoutSecrets(database: Asset): { kept: Asset; found: string[]; host: string | null } {
  const found: string[] = []
  const strip = (value: unknown, at: string): unknown => {
    if (Array.isArray(value)) return value.map((item, number) => strip(item, `${at}[${number}]`))
    if (value === null || typeof value !== 'object') return value
    const kept = Object.entries(value).flatMap(([key, inner]) => {
      const name = at === '' ? key : `${at}.${key}`
      if (!secret.test(key) || inner === null || inner === '') return [[key, strip(inner, name)] as const]
      found.push(name)
      return []
    })
    return Object.fromEntries(kept)
  }
  const kept = strip(database, '') as Asset
  const uri = typeof kept.sqlalchemy_uri === 'string' ? kept.sqlalchemy_uri : ''
  const [, before = '', user = '', password, place = ''] =
    /^([\w+]+:\/\/)([^:@/]*)(?::([^@]*))?@([^/?]*)/.exec(uri) ?? []
  if (password !== undefined && password !== passwordMask) {
    found.push('the password in sqlalchemy_uri')
    kept.sqlalchemy_uri = uri.replace(`${before}${user}:${password}@`, `${before}${user}:${passwordMask}@`)
  }
  const host = place !== '' ? place : (/^[\w+]+:\/\/([^/?]+)/.exec(uri)?.[1] ?? null)
  return { kept, found, host }
}

function remarksOn(path: string, asset: Asset, text: string): Remark[] {
  const remarks: Remark[] = []
  const remark = (kind: Remark['kind'], says: string) => remarks.push({ path, kind, says })
  if (/\{\{|\{%/.test(text))
    remark('template', 'It holds a template, which Superset runs where templates are switched on.')
  if (path.startsWith('charts/') && !asset.query_context) {
    remark(
      'no-query',
      'No query is stored with it: guests are refused it until it is opened and saved once in Superset.',
    )
  }
  if (path.startsWith('datasets/')) {
    const columns = Array.isArray(asset.columns) ? (asset.columns as Asset[]).map(({ column_name }) => column_name) : []
    const isNarrow = (columns.includes('course_key') && columns.includes('org')) || columns.includes('actor_id')
    if (!isNarrow) {
      remark(
        'not-narrow',
        'It has no columns course_key and org, nor actor_id: it cannot be narrowed to the rows of one person.',
      )
    }
  }
  if (path.startsWith('dashboards/')) {
    const isStyled = typeof asset.css === 'string' && asset.css.trim() !== ''
    if (isStyled || /\btype: MARKDOWN\b/.test(text)) remark('markup', 'It brings style sheets or Markdown of its own.')
  }
  return remarks
}
