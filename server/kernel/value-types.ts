import { z } from 'zod'

/** What a setting's text may be. All start from text, because an environment holds nothing else. */

export const text = z.string()

/** A directory that the engine can name: in its paths `*`, `?` and braces stand for several files. */
export const directory = z.string().regex(/^[^*?{}]+$/, 'must be a path without *, ? and braces')

/** Accepts what people and templates write: `true`, `1`, `yes`, `on`, and Python's `True`; likewise for false. */
export const flag = z.stringbool({
  truthy: ['true', '1', 'yes', 'on'],
  falsy: ['false', '0', 'no', 'off'],
  error: 'must be true or false',
})

export const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${minimum} to ${maximum}`)
    .transform(Number)
    .refine((number) => number >= minimum && number <= maximum, `must be a whole number from ${minimum} to ${maximum}`)

/** An absolute http(s) address; a trailing slash, which people type at random, is taken off. */
export const webUrl = z
  .string()
  .refine(isWebUrl, 'must be an address that begins with http:// or https://')
  .transform((url) => url.replace(/\/+$/, ''))

/** The root of a web site: scheme, host and perhaps a port. */
export const rootUrl = webUrl.refine(
  (url) => !isWebUrl(url) || new URL(url).href === `${new URL(url).origin}/`,
  'must be the root of the site, without path, query or password',
)

/** A web address as browsers compare it: scheme, host and perhaps a port. QuickSight also takes `https://*.example.org`. */
export const webOrigin = rootUrl.transform((url) => url.toLowerCase())

/** An address to which signed requests may go: over HTTPS, or on this very machine. */
export const secureUrl = webUrl.refine(
  (url) => !isWebUrl(url) || new URL(url).protocol === 'https:' || isLoopback(url),
  'must begin with https://',
)

/** An address of this very machine, for stand-ins: requests that are signed or hold passwords go nowhere else. */
export const loopbackUrl = rootUrl.refine(
  (url) => !isWebUrl(url) || isLoopback(url),
  'must be an address of this machine: a stand-in is for trying things out',
)

export const awsRegion = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as eu-west-1')

/** A name that goes into SQL as it is. */
export const plainWord = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'must be a plain word: letters, digits and _')

/** Values separated by commas or blanks. */
export const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))
    .pipe(z.array(item))

function isWebUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}

function isLoopback(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
}
