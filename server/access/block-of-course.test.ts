import { expect, test } from 'vitest'
import { isBlockOf, shortBlockId } from './block-of-course.ts'

const biology = 'course-v1:Riverside+BIO101+2026'

test.each([
  [biology, 'block-v1:Riverside+BIO101+2026+type@problem+block@cells_1', true],
  [biology, 'block-v1:Riverside+BIO101+2026+type@video+block@9c1e2f', true],
  [biology, 'block-v1:Riverside+BIO101+2027+type@problem+block@cells_1', false],
  [biology, 'block-v1:Riverside+BIO101+20266+type@problem+block@cells_1', false],
  [biology, 'block-v1:Riverside+BIO101+2026', false],
  [biology, biology, false],
  [biology, '', false],
  [biology, 'block-v1:Riverside+BIO101+2026+type@problem+block@', false],
  [biology, "block-v1:Riverside+BIO101+2026+type@problem+block@x' OR 1=1", false],
  [biology, 'block-v1:Riverside+BIO101+2026+type@problem+block@x\n', false],
  [biology, 'i4x://Riverside/BIO101/problem/x', false],
  ['ccx-v1:A+B+C+ccx@7', 'ccx-block-v1:A+B+C+ccx@7+type@html+block@x', true],
  ['ccx-v1:A+B+C+ccx@7', 'ccx-block-v1:A+B+C+ccx@77+type@html+block@x', false],
  ['ccx-v1:A+B+C+ccx@7', 'block-v1:A+B+C+type@html+block@x', false],
  ['MITx/6.002x/2012', 'i4x://MITx/6.002x/video/S1', true],
  ['MITx/6.002x/2012', 'i4x://MITx/6.00x/video/S1', false],
  ['MITx/6.002x/2012', 'i4x://MITx/6.002x/2012/video/S1', false],
  ['MITx/6.002x/2012', 'block-v1:MITx+6.002x+2012+type@video+block@S1', false],
  ['no course', 'block-v1:no course+type@video+block@S1', false],
])('of %s is %s: %s', (courseKey, usageKey, expected) => {
  expect(isBlockOf(courseKey, usageKey)).toBe(expected)
})

test.each([
  ['block-v1:Riverside+BIO101+2026+type@problem+block@cells_1', 'cells_1'],
  ['i4x://MITx/6.002x/video/S1', 'S1'],
  ['something', 'something'],
])('the short id of %s is %s', (usageKey, expected) => {
  expect(shortBlockId(usageKey)).toBe(expected)
})
