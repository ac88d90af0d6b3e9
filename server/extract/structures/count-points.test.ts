import { expect, test } from 'vitest'
import { countPoints } from './count-points.ts'

test.each([
  ['one response with one field', '<problem><stringresponse answer="a"><textline/></stringresponse></problem>', 1],
  [
    'two responses',
    '<optionresponse><optioninput/></optionresponse><choiceresponse><checkboxgroup/></choiceresponse>',
    2,
  ],
  ['one response with three fields', '<customresponse><textline/><textline/><textline/></customresponse>', 3],
  [
    'a field that says its points',
    '<customresponse><textline points="4"/><textline points=\'2\' /></customresponse>',
    6,
  ],
  ['a response without a field', '<schematicresponse><p>Draw</p></schematicresponse>', 1],
  ['an empty element', '<coderesponse/>', 1],
  ['capital letters and line ends', '<NumericalResponse\n answer="1"\n><TextLine\n/></NumericalResponse>', 1],
  ['a bracket in an attribute', '<formularesponse samples="x>1"><formulaequationinput/></formularesponse>', 1],
  ['a comment', '<!-- <stringresponse><textline/></stringresponse> --><imageresponse><imageinput/></imageresponse>', 1],
  [
    'a script that prints a response',
    '<script>s = "<stringresponse>"</script><stringresponse><textline/></stringresponse>',
    1,
  ],
  ['an element that only begins like one', '<stringresponses><textline/></stringresponses>', 0],
  ['a field outside of any response', '<problem><textline/></problem>', 0],
  ['text that is not well formed', '<stringresponse><textline><numericalresponse><textline/>', 2],
  ['nothing to answer', '<problem><p>Read this.</p></problem>', 0],
])('the points of a problem without a weight: %s', (_, olx, points) => {
  expect(countPoints(olx)).toBe(points)
})
