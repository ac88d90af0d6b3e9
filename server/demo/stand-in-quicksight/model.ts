import * as aws from '@aws-sdk/client-quicksight'

/** The operations that the stand-in can do. */
export const knownOperations = [
  'DescribeUser',
  'DescribeAccountSubscription',
  'ListDashboards',
  'DescribeDashboard',
  'DescribeDashboardPermissions',
  'DescribeDataSet',
  'GenerateEmbedUrlForRegisteredUser',
  'GenerateEmbedUrlForAnonymousUser',
] as const
export type KnownOperation = (typeof knownOperations)[number]

export interface ReadRequest {
  readonly operation: KnownOperation
  /** The parts of the path, the query and the body together, as the model names them. */
  readonly input: Readonly<Record<string, unknown>>
}

/** A shape of the SDK's own model: `[kind, namespace, name, traits, members, their shapes, how many of them are required]`. */
type Structure = readonly [3, string, string, unknown, readonly string[], readonly unknown[], number | undefined]
type ListShape = readonly [1, string, string, unknown, unknown]
type OperationShape = readonly [
  9,
  string,
  string,
  { readonly http: readonly [string, string, number] },
  () => Structure,
  unknown,
]
const models = aws as unknown as Readonly<Record<string, OperationShape>>

/** Kinds of plain shapes in the model; a list of one has 64 added to it. */
const plainKinds: Readonly<Record<number, string>> = { 0: 'string', 1: 'number', 2: 'boolean' }
const listOf = 64

/**
 * Finds the operation that a request asks for, and reads its input, by the model in AWS's own client.
 * @returns null for an address that is none; problems in words where the request is not of the model's shape
 */
export function readByModel(
  method: string,
  url: URL,
  body: Buffer,
): { readonly read: ReadRequest; readonly problems: readonly string[] } | null {
  for (const operation of knownOperations) {
    const model = models[`${operation}$`]!
    const [wantedMethod, template] = model[3].http
    const path = method === wantedMethod ? matchPath(template.split('?')[0]!, url.pathname) : null
    if (path === null) continue
    const problems: string[] = []
    const parsed = parse(body)
    if (parsed === undefined) problems.push('the body is not JSON')
    const input = { ...path, ...readQuery(shapeOf(model[4]) as Structure, url), ...(parsed as object | undefined) }
    checkStructure(shapeOf(model[4]) as Structure, input, operation, problems)
    return { read: { operation, input }, problems }
  }
  return null
}

function matchPath(template: string, path: string): Record<string, string> | null {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`)
  const values = pattern.exec(path)
  return values === null
    ? null
    : Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index + 1]!)]))
}

/** Members that travel in the query say so among their traits, with their name there. */
function readQuery(structure: Structure, url: URL): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const [index, name] of structure[4].entries()) {
    const member = structure[5][index]
    const traits = Array.isArray(member) ? (member[1] as { readonly httpQuery?: string }) : null
    const inQuery = traits?.httpQuery
    const value = inQuery === undefined ? null : url.searchParams.get(inQuery)
    if (value !== null) found[name] = plainKinds[shapeOf(member) as number] === 'number' ? Number(value) : value
  }
  return found
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return {}
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** A shape may be wrapped: in a function, against cycles; in a pair with its traits. */
function shapeOf(schema: unknown): unknown {
  if (typeof schema === 'function') return shapeOf(schema())
  if (Array.isArray(schema) && schema.length === 2 && typeof schema[0] !== 'string') return shapeOf(schema[0])
  return schema
}

function checkStructure(structure: Structure, value: unknown, where: string, problems: string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`${where} must be an object`)
    return
  }
  const [, , , , names, shapes, required = 0] = structure
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) problems.push(`${where} knows no ${name}`)
  }
  for (const [index, name] of names.entries()) {
    const given = (value as Record<string, unknown>)[name]
    if (given === undefined) {
      if (index < required) problems.push(`${where}.${name} is missing`)
    } else {
      checkShape(shapes[index], given, `${where}.${name}`, problems)
    }
  }
}

function checkShape(schema: unknown, value: unknown, where: string, problems: string[]): void {
  const shape = shapeOf(schema)
  if (Array.isArray(shape) && shape[0] === 3) {
    checkStructure(shape as unknown as Structure, value, where, problems)
  } else if (Array.isArray(shape) && shape[0] === 1) {
    checkList((shape as unknown as ListShape)[4], value, where, problems)
  } else if (typeof shape === 'number' && shape >= listOf && shape < 2 * listOf) {
    checkList(shape - listOf, value, where, problems)
  } else {
    const kind = typeof shape === 'number' ? plainKinds[shape] : 'string'
    if (kind !== undefined && kind !== typeof value) problems.push(`${where} must be a ${kind}`)
  }
}

function checkList(of: unknown, value: unknown, where: string, problems: string[]): void {
  if (!Array.isArray(value)) problems.push(`${where} must be a list`)
  else for (const [index, item] of value.entries()) checkShape(of, item, `${where}[${index}]`, problems)
}
