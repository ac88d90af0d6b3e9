import { expect, test } from 'vitest'
import { extensionIris } from '../../events/iris.ts'
import type { Json } from '../../events/json.ts'
import { checkStatement } from '../grammar/statement.ts'
import { changed, shortStatement, wholeStatement } from '../testing/whole-statement.ts'

/** Where a statement is not as the standard has it, and why; null where it is. */
function wrong(value: unknown): string | null {
  try {
    checkStatement(value as Json, '')
    return null
  } catch (cause) {
    return (cause as Error).message
  }
}

test('a statement with everything, and one with no more than it needs, are well formed', () => {
  expect(wrong(wholeStatement)).toBeNull()
  expect(wrong(shortStatement)).toBeNull()
})

const text = 5
const deep = (levels: number): Json => (levels === 0 ? 1 : [deep(levels - 1)])
const anonymous = { objectType: 'Group', member: [{ mbox: 'mailto:ben@example.org' }] }
const subStatement = { objectType: 'SubStatement', ...shortStatement }
const reference = { objectType: 'StatementRef', id: '12345678-1234-4234-8234-1234567890ab' }
const voids = changed(shortStatement, '/verb/id', 'http://adlnet.gov/expapi/verbs/voided')

/** Requirement of xAPI 1.0.3, Data; place; value there; where it is refused, which is the place itself where nothing is said. */
const refused: [string, string, unknown, string?][] = [
  // §2.2, what a statement is made of
  ['a statement is an object', '', 'text', '/'],
  ['a statement is an object, not null', '', null, '/'],
  ['a statement has an actor', '/actor', undefined],
  ['a statement has a verb', '/verb', undefined],
  ['a statement has an object', '/object', undefined],
  ['a statement has no members but the standard’s', '/iD', 'x'],
  ['names are told apart by case', '/Result', {}],
  ['nothing is null but in extensions', '/result', null],
  ['nothing is null but in extensions, further in', '/result/response', null],
  ['§2.4.1 an id is a UUID', '/id', 'x'],
  ['§2.4.1 an id is a UUID of hexadecimal digits', '/id', 'g2345678-1234-4234-8234-1234567890ab'],
  ['§2.4.1 an id is text', '/id', 5],
  ['§2.4.10 a version is 1.0.x', '/version', '1.1.0'],
  ['§2.4.10 a version is 1.0.x, not less', '/version', '0.95'],
  ['§2.4.10 a version is text', '/version', 1.0],
  ['§2.4.8 stored is a time', '/stored', 'yesterday'],
  // §2.4.2, actors
  ['an actor is an object', '/actor', 'ann'],
  ['an actor is an agent or a group', '/actor/objectType', 'Person'],
  ['an actor’s kind is told by case', '/actor/objectType', 'group'],
  ['an agent has an identifier', '/actor', { name: 'Ann' }],
  ['an agent has one identifier', '/actor', { mbox: 'mailto:a@example.org', openid: 'https://a.example' }],
  ['a name is text', '/actor/name', 5],
  ['a mail address begins with mailto:', '/actor/mbox', 'ann@example.org'],
  ['a mail address is one', '/actor/mbox', 'mailto:ann'],
  ['a hash of a mail address is SHA-1', '/actor/member/1/mbox_sha1sum', 'ebd3'],
  ['an OpenID is an IRI', '/actor/member/2/openid', 'toby'],
  ['an account is an object', '/actor/member/0/account', 'ann'],
  ['an account has a home page', '/actor/member/0/account/homePage', undefined],
  ['an account’s home page is an IRL', '/actor/member/0/account/homePage', 'lms'],
  ['an account has a name', '/actor/member/0/account/name', undefined],
  ['an account’s name is text', '/actor/member/0/account/name', 5],
  ['an account has nothing else', '/actor/member/0/account/id', 5],
  ['an agent has no members', '/actor/member/0/member', []],
  ['members are a list', '/actor/member', {}],
  ['members are agents, not groups', '/actor/member/0', anonymous, '/actor/member/0/'],
  ['a group has one identifier at most', '/actor/openid', 'https://a.example', '/actor'],
  ['an anonymous group has members', '/context/team', { objectType: 'Group', name: 'A' }, '/context/team/member'],
  ['a team is a group', '/context/team', { mbox: 'mailto:a@example.org' }, '/context/team/objectType'],
  // §2.4.3, verbs
  ['a verb is an object', '/verb', 'answered'],
  ['a verb has an id', '/verb/id', undefined],
  ['a verb’s id is an IRI', '/verb/id', 'answered'],
  ['a verb’s display is a language map', '/verb/display', 'answered'],
  ['a language map’s tags are of RFC 5646', '/verb/display', { 'not a tag': 'x' }],
  ['a language map’s tags are whole', '/verb/display', { 'en-': 'x' }],
  ['a language map’s values are text', '/verb/display/en', 5, '/verb/display'],
  ['a verb has nothing else', '/verb/name', 'x'],
  // §2.4.4, objects
  ['an object is an object', '/object', 'page'],
  ['an object is of a kind that is known', '/object/objectType', 'Page'],
  ['an activity has an id', '/object/id', undefined],
  ['an activity’s id is an IRI', '/object/id', 'page'],
  ['an activity’s id is text', '/object/id', 5],
  ['an activity has nothing else', '/object/name', 'x'],
  ['a definition is an object', '/object/definition', 'x'],
  ['a definition has nothing else', '/object/definition/title', {}],
  ['a name is a language map', '/object/definition/name', 'x'],
  ['a description is a language map', '/object/definition/description', ['x']],
  ['a type is an IRI', '/object/definition/type', 'course'],
  ['more info is an IRL', '/object/definition/moreInfo', 'page'],
  ['an interaction is of a kind that is known', '/object/definition/interactionType', 'essay'],
  ['parts of an interaction need its kind', '/object/definition/interactionType', undefined],
  ['right responses are a list', '/object/definition/correctResponsesPattern', 'red'],
  [
    'right responses are text',
    '/object/definition/correctResponsesPattern',
    [5],
    '/object/definition/correctResponsesPattern/0',
  ],
  ...['choices', 'scale', 'source', 'target', 'steps'].flatMap((list): [string, string, unknown, string?][] => [
    [`${list} are a list`, `/object/definition/${list}`, {}],
    [`${list} have ids`, `/object/definition/${list}`, [{}], `/object/definition/${list}/0/id`],
    [`${list} have ids that are text`, `/object/definition/${list}`, [{ id: 5 }], `/object/definition/${list}/0/id`],
    [`${list} have an id once`, `/object/definition/${list}`, [{ id: 'a' }, { id: 'a' }]],
    [
      `${list} have language maps`,
      `/object/definition/${list}`,
      [{ id: 'a', description: 'x' }],
      `/object/definition/${list}/0/description`,
    ],
  ]),
  ['an agent as object has an identifier', '/object', { objectType: 'Agent', name: 'x' }],
  ['a reference has an id', '/object', { objectType: 'StatementRef' }, '/object/id'],
  ['a reference’s id is a UUID', '/object', { ...reference, id: 'x' }, '/object/id'],
  ['a reference has nothing else', '/object', { ...reference, definition: {} }, '/object/definition'],
  ['a statement within has a verb', '/object', { ...subStatement, verb: undefined }, '/object/verb'],
  ['a statement within has no id', '/object', { ...subStatement, id: reference.id }, '/object/id'],
  [
    'a statement within has no stored',
    '/object',
    { ...subStatement, stored: '2024-03-01T10:20:31Z' },
    '/object/stored',
  ],
  ['a statement within has no version', '/object', { ...subStatement, version: '1.0.0' }, '/object/version'],
  ['a statement within has no authority', '/object', { ...subStatement, authority: {} }, '/object/authority'],
  [
    'a statement within has none within',
    '/object',
    { ...subStatement, object: subStatement },
    '/object/object/objectType',
  ],
  [
    'a statement within is checked whole',
    '/object',
    { ...subStatement, result: { success: 1 } },
    '/object/result/success',
  ],
  // §2.4.5, results
  ['a result is an object', '/result', []],
  ['a result has nothing else', '/result/grade', 1],
  ['a score is an object', '/result/score', 1],
  ['a score has nothing else', '/result/score/mean', 1],
  ['scaled is a number', '/result/score/scaled', '0.5'],
  ['scaled is 1 at most', '/result/score/scaled', 1.01],
  ['scaled is -1 at least', '/result/score/scaled', -1.01],
  ['raw is a number', '/result/score/raw', '5'],
  ['raw is min at least', '/result/score/raw', -1],
  ['raw is max at most', '/result/score/raw', 11],
  ['min is a number', '/result/score/min', '0'],
  ['min is less than max', '/result/score/min', 10],
  ['max is a number', '/result/score/max', true],
  ['success is true or false', '/result/success', 'true'],
  ['completion is true or false', '/result/completion', 1],
  ['a response is text', '/result/response', { a: 1 }],
  ['a duration is of ISO 8601', '/result/duration', '5 minutes'],
  ['a duration is text', '/result/duration', text],
  ['extensions are an object', '/result/extensions', []],
  ['keys of extensions are IRIs', '/result/extensions', { note: 1 }],
  ['extensions end somewhere', '/result/extensions', { 'https://lms.example/x': deep(200) }],
  // §2.4.6, contexts
  ['a context is an object', '/context', 'x'],
  ['a context has nothing else', '/context/course', 'x'],
  ['a registration is a UUID', '/context/registration', 'x'],
  ['an instructor is an agent or a group', '/context/instructor', { name: 'Tea' }],
  ['context activities are an object', '/context/contextActivities', []],
  ['context activities are of four kinds', '/context/contextActivities/child', []],
  ...['parent', 'grouping', 'category', 'other'].flatMap((kind): [string, string, unknown, string?][] => [
    [`${kind} is an activity or a list`, `/context/contextActivities/${kind}`, 'x'],
    [`${kind} has ids`, `/context/contextActivities/${kind}`, [{}], `/context/contextActivities/${kind}/0/id`],
    [
      `${kind} has activities only`,
      `/context/contextActivities/${kind}`,
      [reference],
      `/context/contextActivities/${kind}/0/objectType`,
    ],
  ]),
  ['a revision is text', '/context/revision', 2],
  ['a platform is text', '/context/platform', 2],
  ['a language is a tag of RFC 5646', '/context/language', 'English please'],
  ['a language is text', '/context/language', 5],
  ['a context’s statement is a reference', '/context/statement', { id: reference.id }, '/context/statement/objectType'],
  ['a context’s statement is no statement', '/context/statement', subStatement, '/context/statement/'],
  ['a context’s extensions are keyed by IRIs', '/context/extensions', { a: 1 }],
  // §2.4.7 and §4.5, times
  ['a timestamp is text', '/timestamp', 1_709_288_430],
  ['a timestamp is of ISO 8601', '/timestamp', '1 March 2024'],
  ['a timestamp is a date that there is', '/timestamp', '2024-02-30T00:00:00Z'],
  ['a timestamp has no hour 25', '/timestamp', '2024-03-01T25:00:00Z'],
  ['a timestamp has no offset -00:00', '/timestamp', '2024-03-01T10:20:30-00:00'],
  ['a timestamp has no offset -0000', '/timestamp', '2024-03-01T10:20:30-0000'],
  ['a timestamp has no offset -00', '/timestamp', '2024-03-01T10:20:30-00'],
  // §2.4.9, authorities
  ['an authority is an agent', '/authority', 'key'],
  ['an authority has an identifier', '/authority', { name: 'x' }],
  ['an authority is no identified group', '/authority', { objectType: 'Group', mbox: 'mailto:a@example.org' }],
  ['an authority’s group has two members', '/authority', anonymous],
  // §2.4.11, attachments
  ['attachments are a list', '/attachments', {}],
  ...['usageType', 'display', 'contentType', 'length', 'sha2'].map((name): [string, string, unknown] => [
    `an attachment has a ${name}`,
    `/attachments/0/${name}`,
    undefined,
  ]),
  ['an attachment’s use is an IRI', '/attachments/0/usageType', 'essay'],
  ['an attachment’s display is a language map', '/attachments/0/display', 'Essay'],
  ['an attachment’s description is a language map', '/attachments/0/description', 'Essay'],
  ['an attachment’s type is a media type', '/attachments/0/contentType', 'text'],
  ['an attachment’s length is a whole number', '/attachments/0/length', 1.5],
  ['an attachment’s length is a number', '/attachments/0/length', '12'],
  ['an attachment’s hash is SHA-2', '/attachments/0/sha2', 'a'.repeat(40)],
  ['an attachment’s address is an IRL', '/attachments/0/fileUrl', 'file'],
  ['an attachment has nothing else', '/attachments/0/data', 'x'],
  ['attachments lie elsewhere, as we keep no data of them', '/attachments/0/fileUrl', undefined],
]

test.each(refused)('refused: %s (%s)', (_requirement, place, value, where = place) => {
  const reason = wrong(place === '' ? value : changed(wholeStatement, place, value))
  expect(reason?.startsWith(where), String(reason)).toBe(true)
  // What is wrong is said; a value, which may be about a person, is not.
  expect(reason).toMatch(/ (is|must|belongs) /)
})

test.each([
  [
    'a statement that voids has a reference as object',
    changed(voids, '/object', { objectType: 'Agent', mbox: 'mailto:a@example.org' }),
    '/object/objectType',
  ],
  [
    'a revision belongs to activities',
    { ...shortStatement, object: reference, context: { revision: '1' } },
    '/context/revision',
  ],
  [
    'a platform belongs to activities',
    { ...shortStatement, object: { objectType: 'Agent', mbox: 'mailto:a@example.org' }, context: { platform: 'x' } },
    '/context/platform',
  ],
  [
    'as it does within',
    { ...shortStatement, object: { ...subStatement, object: reference, context: { platform: 'x' } } },
    '/object/context/platform',
  ],
])('refused: %s', (_requirement, value, where) => {
  expect(wrong(value)).toMatch(new RegExp(`^${where} `))
})

/** What the standard allows, and others have been known to refuse. */
const accepted: readonly (readonly [string, string, unknown])[] = [
  ['an id in upper case', '/id', '12345678-1234-4234-8234-1234567890AB'],
  ['version 1.0.0', '/version', '1.0.0'],
  ['version 1.0.9, of a standard to come', '/version', '1.0.9'],
  ['an identified group without members', '/actor/member', undefined],
  ['an identified group with no members', '/actor/member', []],
  ['an agent without a kind', '/actor', { account: { homePage: 'https://lms.example', name: 'ann' } }],
  ['an agent as object', '/object', { objectType: 'Agent', mbox: 'mailto:ben@example.org' }],
  ['a group as object', '/object', anonymous],
  ['an activity without a kind', '/object', { id: 'https://lms.example/page' }],
  ['an activity that is named by a URN', '/object/id', 'urn:uuid:12345678-1234-4234-8234-1234567890ab'],
  ['an activity with characters beyond ASCII', '/object/id', 'https://lms.example/página/頁'],
  ['an empty definition', '/object/definition', {}],
  ['an empty language map', '/verb/display', {}],
  ['a language of three letters with a script', '/context/language', 'cmn-Hans-CN'],
  ['a private language', '/verb/display', { 'x-klingon': 'Qapla’', 'i-default': 'x' }],
  ['a reference to a statement that is not there', '/object', reference],
  ['an empty result', '/result', {}],
  ['an empty score', '/result/score', {}],
  ['a score of 1', '/result/score', { scaled: 1, raw: 10, min: 0, max: 10 }],
  ['a score below zero', '/result/score', { scaled: -1 }],
  ['an empty response', '/result/response', ''],
  ['a duration in weeks', '/result/duration', 'P3W'],
  ['a duration with everything', '/result/duration', 'P1Y2M3DT4H5M6.789S'],
  ['a duration of nothing', '/result/duration', 'PT0S'],
  ['a duration of event-routing-backends', '/result/duration', 'PT01H00M05.25S'],
  ['a time with Z', '/timestamp', '2024-03-01T10:20:30Z'],
  ['a time without seconds', '/timestamp', '2024-03-01T10:20Z'],
  ['a time without a zone', '/timestamp', '2024-03-01T10:20:30'],
  ['a time with nine decimals', '/timestamp', '2024-03-01T10:20:30.123456789Z'],
  ['a time with a short offset', '/timestamp', '2024-03-01T10:20:30+02'],
  ['a leap second', '/timestamp', '2016-12-31T23:59:60Z'],
  [
    'an authority of OAuth',
    '/authority',
    { objectType: 'Group', member: [{ mbox: 'mailto:a@example.org' }, { openid: 'https://a.example' }] },
  ],
  ['no attachments', '/attachments', []],
]

test.each(accepted)('accepted: %s (%s)', (_what, place, value) => {
  const object = place === '/object' ? { context: undefined } : {}
  expect(wrong(JSON.parse(JSON.stringify({ ...changed(wholeStatement, place, value), ...object })))).toBeNull()
})

test('accepted: a statement within one', () => {
  const { id: _id, stored: _stored, authority: _authority, version: _version, ...rest } = wholeStatement
  expect(wrong({ ...shortStatement, object: { objectType: 'SubStatement', ...rest } })).toBeNull()
})

const acceptedOfEventRoutingBackends: readonly (readonly [string, string, unknown])[] = [
  ['an id of an activity that is no IRI', '/object/id', 'block-v1:Org+Course+Run+type@sequential+block@exam one'],
  ['an exam’s attempt as an activity', '/context/contextActivities/grouping', [{ id: '8CF9A9A4' }]],
  ['a group activity', '/object/objectType', 'GroupActivity'],
  ['more than all points', '/result/score', { scaled: 1.5, raw: 3, min: 0, max: 2 }],
  ['0 of 0 points', '/result/score', { scaled: 0, raw: 0, min: 0, max: 0 }],
]

test.each(acceptedOfEventRoutingBackends)('accepted of event-routing-backends alone: %s', (_what, place, value) => {
  const statement = changed(wholeStatement, place, value)
  const signed = { [extensionIris.transformerVersion]: 'event-routing-backends@9.3.6' }
  expect(wrong(changed(statement, '/context/extensions', signed))).toBeNull()
  expect(wrong(statement)).not.toBeNull()
})
