import { createHash } from 'node:crypto'

const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** `6ba7b810-9dad-11d1-80b4-00c04fd430c8` of RFC 9562, the root of every statement id that event-routing-backends makes. */
export const dnsNamespace = uuidBytes('6ba7b810-9dad-11d1-80b4-00c04fd430c8')

/** The 16 bytes of a UUID text. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

/** UUID version 5 (RFC 9562 §5.5) as bytes, ready to be a namespace itself. */
export function uuid5Bytes(namespace: Buffer, name: string): Buffer {
  const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes
}

/** UUID version 5 as lower-case text. */
export function uuid5(namespace: Buffer, name: string): string {
  const bytes = uuid5Bytes(namespace, name)
  let text = ''
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-'
    text += hexadecimal[bytes[index]!]
  }
  return text
}
