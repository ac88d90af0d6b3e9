/** Every type of MySQL's that MariaDB has, too, with its least, its greatest and its most awkward values. */
export const nastyTable = `
  CREATE TABLE nasty (
    id BIGINT UNSIGNED PRIMARY KEY,
    tiny TINYINT, tiny_u TINYINT UNSIGNED, small SMALLINT, medium MEDIUMINT UNSIGNED, whole INT, filled INT(8) UNSIGNED ZEROFILL,
    big BIGINT, big_u BIGINT UNSIGNED, is_so TINYINT(1),
    exact DECIMAL(65,30), money DECIMAL(10,2) UNSIGNED, approximate FLOAT, double_one DOUBLE,
    one_bit BIT(1), bits BIT(64),
    fixed CHAR(10), free_text VARCHAR(255), tiny_text TINYTEXT, body LONGTEXT, old VARCHAR(40) CHARACTER SET latin1,
    old_unicode VARCHAR(40) CHARACTER SET utf8mb3,
    fixed_bytes BINARY(4), bytes VARBINARY(40), blob_one BLOB,
    choice ENUM('a', 'it''s', ''), choices SET('x', 'y', 'z'),
    day DATE, span TIME, span_6 TIME(6), year_one YEAR, moment DATETIME, moment_6 DATETIME(6), stamp TIMESTAMP(6) NULL,
    document JSON, place POINT, \`a \\"quoted\\" \`\`column\`\` with, everything\` VARCHAR(20), made INT AS (whole + 1)
  ) DEFAULT CHARSET utf8mb4;
  SET SESSION sql_mode = '', time_zone = '+00:00';
  INSERT INTO nasty (id, tiny, tiny_u, small, medium, whole, filled, big, big_u, is_so, exact, money, approximate, double_one, one_bit,
    bits, fixed, free_text, tiny_text, body, old, old_unicode, fixed_bytes, bytes, blob_one, choice, choices, day, span, span_6, year_one,
    moment, moment_6, stamp, document, place, \`a \\"quoted\\" \`\`column\`\` with, everything\`) VALUES
  (0, -128, 0, -32768, 0, -2147483648, 0, -9223372036854775808, 0, 0, -99999999999999999999999999999999999.999999999999999999999999999999,
    0, -3.4e38, -1.7976931348623157e308, 0, 0, '', '', '', '', '', '', '', '', '', '', '', '0000-00-00', '-838:59:59', '-838:59:59.999999',
    0, '0000-00-00 00:00:00', '0000-00-00 00:00:00', '1970-01-01 00:00:01', '{}', POINT(0, 0), ''),
  (1, 127, 255, 32767, 16777215, 2147483647, 42, 9223372036854775807, 18446744073709551615, 1,
    99999999999999999999999999999999999.999999999999999999999999999999, 99999999.99, 1.17549e-38, 2.2250738585072014e-308, 1,
    18446744073709551615, 'x', 'NULL', 'null', 'text', 'Ärger', 'Žluť', 'ab', 'abc', 'blob', 'a', 'x,z', '9999-12-31', '838:59:59',
    '838:59:59.999999', 2155, '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07.999999', '[1, "a", null]',
    POINT(-1.5, 1e300), 'x'),
  (18446744073709551615, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.1, 0.01, 0.1, 0.1, 1, 0x80, ' a ', '"', '\\\\', '\\\\N', 'a', 'a', X'00ff0a22', X'00',
    X'0d0a2c225c', 'it''s', 'y', '2024-02-29', '00:00:00', '00:00:00.000001', 1901, '2024-02-29 12:34:56', '2024-02-29 12:34:56.000001',
    '2024-03-31 01:30:00', '{"a": "\\\\u00e9 \\\\" \\\\\\\\ \\\\n"}', POINT(1, 2), '"leading quote'),
  (4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 'a\\nb', 'a\\r\\nb', 'a,b', CONCAT('tab\\t nul', CHAR(0), ' 😀 \\\\" \\\\\\\\" "" , '' \\\\n'),
    'a', 'a', 'a', 'a', 'a', 'a', 'x', '2024-01-01', '-00:00:01', '-00:00:00.000001', 2000, '2024-01-01', '2024-01-01', '2024-01-01',
    '"text"', POINT(1, 2), '\\\\'),
  (5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 'a', CONCAT('ends with \\\\', ''), 'a', REPEAT('0123456789"\\\\\\n', 20000), 'a', 'a', 'a',
    'a', REPEAT(X'00ff', 20000), 'a', 'x', '2024-01-01', '12:00:00', '12:00:00', 2000, '2024-01-01', '2024-01-01', '2024-01-01', 'true',
    POINT(1, 2), 'a');`

/** Columns of bytes, which the lake holds in hexadecimal digits, and of bits, which it holds as numbers. */
export const inHexadecimal = ['fixed_bytes', 'bytes', 'blob_one', 'place']
export const asNumbers = ['one_bit', 'bits']
