import { expect, test } from 'vitest'
import { pythonText } from './python-text.ts'

// What CPython 3.11 prints for json.dumps(list, ensure_ascii=False) and str(anything else).
test.each([
  ['yellow', 'yellow'],
  [['a piano', 'é', 1, null], '["a piano", "é", 1, null]'],
  [[{ a: [] }], '[{"a": []}]'],
  [{ k: 'v', n: 1, b: true, z: null }, "{'k': 'v', 'n': 1, 'b': True, 'z': None}"],
  [{ k: ['a'] }, "{'k': ['a']}"],
  [{ k: "it's" }, `{'k': "it's"}`],
  [{ k: `it's "so"` }, `{'k': 'it\\'s "so"'}`],
  [{ k: 'a\n\\\t\u0007\u00a0é' }, "{'k': 'a\\n\\\\\\t\\x07\\xa0é'}"],
  [false, 'False'],
  [1.5, '1.5'],
])('the answer %j reads %s', (answer, text) => {
  expect(pythonText(answer)).toBe(text)
})
