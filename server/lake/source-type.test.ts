import { describe, expect, it } from 'vitest'
import { sourceTypeOf } from './source-type.ts'

describe('what the values of a type of the source are', () => {
  it.each([
    ['int', { kind: 'integer' }],
    ['INT(10) UNSIGNED', { kind: 'integer' }],
    ['tinyint(1)', { kind: 'integer' }],
    ['year(4)', { kind: 'integer' }],
    ['bit(8)', { kind: 'integer' }],
    ['bit', { kind: 'integer' }],
    ['bit(64)', { kind: 'decimal', precision: 20, scale: 0 }],
    ['bigint(20)', { kind: 'integer' }],
    ['bigint unsigned', { kind: 'decimal', precision: 20, scale: 0 }],
    ['bigint(20) unsigned zerofill', { kind: 'decimal', precision: 20, scale: 0 }],
    ['decimal(10,4)', { kind: 'decimal', precision: 10, scale: 4 }],
    ['decimal(65, 30) unsigned', { kind: 'decimal', precision: 65, scale: 30 }],
    ['numeric(5)', { kind: 'decimal', precision: 5, scale: 0 }],
    ['decimal', { kind: 'decimal', precision: null, scale: 0 }],
    ['double precision', { kind: 'double' }],
    ['float(7,4)', { kind: 'double' }],
    ['date', { kind: 'date' }],
    ['datetime', { kind: 'datetime', fraction: 0 }],
    ['datetime(6)', { kind: 'datetime', fraction: 6 }],
    ['timestamp(3)', { kind: 'datetime', fraction: 3 }],
    ['time(2)', { kind: 'duration', fraction: 2 }],
    ["enum('a','b)')", { kind: 'text' }],
    ["set('bigint unsigned')", { kind: 'text' }],
    ['json', { kind: 'text' }],
    ['varchar(255) character set utf8mb4', { kind: 'text' }],
    ['varbinary(16)', { kind: 'bytes' }],
    ['longblob', { kind: 'bytes' }],
    ['geometry', { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
  ])('%s', (type, expected) => {
    expect(sourceTypeOf(type)).toEqual(expected)
  })
})
