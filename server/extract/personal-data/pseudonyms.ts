import type { Engine } from '../../warehouse/engine.ts'
import type { PersonKey } from './column-facts.ts'
import { derivedKey, hmac, hmacKeys, keyIn, layKeys, scratchTable } from './keyed-hash.ts'

/**
 * Pseudonyms, as SQL of the scratch engine. Whoever has the key can tell the pseudonym of a person, and nobody else can.
 *
 * User ids become other numbers of 31 bits: a permutation (a Feistel network of eight rounds, whose function is SipHash under the
 * key), so that no two people share one, and columns keep their type. All else becomes 32 hexadecimal digits of HMAC-SHA-256; a
 * mail address one to which no mail can be sent.
 */
const keys = scratchTable('pseudonym_keys')

/** Puts what pseudonyms are made with into the scratch engine. */
export async function layPseudonymKeys(engine: Engine, pseudonymKey: string): Promise<void> {
  const ids = derivedKey(pseudonymKey, 'panorama pseudonyms of user ids')
  await layKeys(engine, keys, {
    id_low: ids.subarray(0, 8),
    id_high: ids.subarray(8, 16),
    ...hmacKeys(derivedKey(pseudonymKey, 'panorama pseudonyms of texts')),
  })
}

/** @param column quoted; its value is Nullable(String). NULL stays NULL, and empty stays empty. */
export function pseudonym(names: PersonKey, column: string): string {
  const value = `assumeNotNull(${column})`
  return `if(${column} IS NULL OR ${column} = '', ${column}, ${pseudonymOf(names, value)})`
}

function pseudonymOf(names: PersonKey, value: string): string {
  switch (names) {
    case 'userId':
      return `if(${isUserId(value)}, toString(${ofUserId(value)}), ${ofText('user', value)})`
    case 'username':
      return ofText('username', value)
    case 'mail':
      return `concat(${ofText('mail', value)}, '@pseudonym.invalid')`
    case 'externalId':
      // MySQL keeps a UUID without hyphens.
      return ofText('external id', `replaceAll(${value}, '-', '')`)
    case 'anonymousId':
      return ofText('anonymous id', value)
  }
}

/** The LMS tells usernames apart without looking at case; so do mail servers, in practice. */
const ofText = (kind: string, value: string) =>
  `lower(hex(substring(${hmac(keys, `concat('${kind} ', lowerUTF8(${value}))`)}, 1, 16)))`

const isUserId = (value: string) => `toUInt64OrZero(${value}) BETWEEN 1 AND 2147483647`

/** In each round one part, of 15 or of 16 bits, is mixed with what the key makes of the other. */
function ofUserId(value: string): string {
  const key = `(${['id_low', 'id_high'].map((name) => `reinterpretAsUInt64(${keyIn(keys, name)})`).join(', ')})`
  const madeOf = (part: string, mask: number) =>
    `toUInt32(bitAnd(sipHash64Keyed(${key}, toUInt32(${part} + round * 65536)), ${mask}))`
  const upper = `bitShiftLeft(${madeOf('bitAnd(id, 65535)', 32_767)}, 16)`
  const lower = madeOf('bitShiftRight(id, 16)', 65_535)
  const rounds = "CAST(range(8), 'Array(UInt32)')"
  return `arrayFold((id, round) -> bitXor(id, if(round % 2 = 0, ${upper}, ${lower})), ${rounds}, toUInt32OrZero(${value}))`
}
