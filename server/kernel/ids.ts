import { hash } from 'node:crypto'

/** `6ba7b810-9dad-11d1-80b4-00c04fd430c8` of RFC 9562, the root of every statement id that event-routing-backends makes. */
export const dnsNamespace = uuidBytes('6ba7b810-9dad-11d1-80b4-00c04fd430c8')

/** The 16 bytes of a UUID text. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

/** UUID version 5 (RFC 9562 §5.5) as bytes, ready to be a namespace itself. */
export function uuid5Bytes(namespace: Buffer, name: string): Buffer {
  return uuidBytes(uuid5(namespace, name))
}

/** Where what is hashed is put together: each event needs a hash, and memory of its own for each would be let go at once. */
const scratch = Buffer.alloc(4096)

/** UUID version 5 as lower-case text. */
export function uuid5(namespace: Buffer, name: string): string {
  const hex = hash('sha1', joined(namespace, name), 'hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Holds until the next call. */
function joined(namespace: Buffer, name: string): Buffer {
  // A character of JavaScript takes three bytes at most.
  if (namespace.length + name.length * 3 > scratch.length) return Buffer.concat([namespace, Buffer.from(name)])
  scratch.set(namespace)
  return scratch.subarray(0, namespace.length + scratch.write(name, namespace.length))
}
