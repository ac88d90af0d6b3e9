import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createByteStore } from './byte-store.ts'

test('every text comes back from its bytes, whatever is stored after it', () => {
  // Repeated, so that some fill a block of a megabyte and some are larger than one.
  const texts = fc.array(
    fc
      .tuple(fc.string({ unit: 'grapheme' }), fc.constantFrom(1, 1, 20_000, 60_000))
      .map(([text, times]) => text.repeat(times)),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(texts, (all) => {
      const store = createByteStore()
      const stored = all.map((text) => store.bytesOf(text))
      expect(stored.map((bytes) => bytes.toString())).toEqual(all)
    }),
    { numRuns: 30 },
  )
})
