const asPython = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):(\d\d)(?:\.(\d{6}))?([+-]\d\d:\d\d)$/

/**
 * The texts in which a log may have written the moment of a statement, the likely ones first: as it is; with `Z`, with
 * another way of writing the offset or none; with a blank for the `T`; with more or fewer digits of the same fraction;
 * as a number of seconds. The text itself is not kept, and the statement's id is made from it.
 *
 * @param iso `timestamp` of a statement of ours: ISO 8601 as Python writes it
 * @param unix the same moment as seconds since 1970 with six decimals
 */
export function timeTexts(iso: string, unix: string): string[] {
  const parts = asPython.exec(iso)
  if (!parts) return [iso]
  const [, date, minute, second, micros = '000000', offset] = parts as unknown as string[]
  const clocks = fractionTexts(micros!).map((fraction) => `${minute}:${second}${fraction}`)
  if (second === '00' && micros === '000000') clocks.push(minute!)
  const texts = ['T', ' '].flatMap((separator) =>
    clocks.flatMap((clock) => offsetTexts(offset!).map((zone) => `${date}${separator}${clock}${zone}`)),
  )
  return [...new Set([iso, ...texts, String(Number(unix))])]
}

/** All ways to write the digits behind the second, up to nanoseconds; a seventh digit may be any. */
function fractionTexts(micros: string): string[] {
  const digits = micros.replace(/0+$/, '')
  const padded = Array.from({ length: 10 - digits.length }, (_, zeros) => digits + '0'.repeat(zeros))
  const cutOff = Array.from({ length: 9 }, (_, digit) => `${micros}${digit + 1}`)
  const usual = digits === '' ? '' : micros
  return [usual, ...padded, ...cutOff].map((fraction) => (fraction === '' ? '' : `.${fraction}`))
}

function offsetTexts(offset: string): string[] {
  const hour = offset.slice(0, 3)
  const texts = [offset, offset.replace(':', '')]
  if (offset.endsWith(':00')) texts.push(hour)
  return offset === '+00:00' ? ['+00:00', 'Z', '', ...texts.slice(1)] : texts
}
