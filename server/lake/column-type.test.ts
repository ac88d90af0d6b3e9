import { expect, it } from 'vitest'
import { columnTypeOf } from './column-type.ts'

it.each([
  ['int', { kind: 'integer', bytes: 4, isUnsigned: false }],
  ['INT(10) UNSIGNED', { kind: 'integer', bytes: 4, isUnsigned: true }],
  ['tinyint(1)', { kind: 'integer', bytes: 1, isUnsigned: false }],
  ['bigint(20) zerofill', { kind: 'integer', bytes: 8, isUnsigned: true }],
  ['year(4)', { kind: 'year' }],
  ['bit', { kind: 'bit', bits: 1 }],
  ['bit(64)', { kind: 'bit', bits: 64 }],
  ['decimal(65, 30) unsigned', { kind: 'decimal', precision: 65, scale: 30 }],
  ['numeric(5)', { kind: 'decimal', precision: 5, scale: 0 }],
  ['decimal', { kind: 'decimal', precision: 38, scale: 10 }],
  ['double precision', { kind: 'double' }],
  ['float(7,4)', { kind: 'float' }],
  ['date', { kind: 'date' }],
  ['datetime', { kind: 'datetime', fraction: 0 }],
  ['timestamp(3)', { kind: 'datetime', fraction: 3 }],
  ['time(2)', { kind: 'time', fraction: 2 }],
  ["enum('a','b)')", { kind: 'text' }],
  ["set('bigint unsigned')", { kind: 'text' }],
  ['varchar(255) character set utf8mb4', { kind: 'text' }],
  ['json', { kind: 'json' }],
  ['varbinary(16)', { kind: 'binary' }],
  ['geometry', { kind: 'unknown' }],
  ['', { kind: 'unknown' }],
])('%s', (type, expected) => {
  expect(columnTypeOf(type)).toEqual(expected)
})
