import type { Json, JsonObject } from '../../events/json.ts'

/** A statement with everything that the standard has for one, as it has it. */
export const wholeStatement: JsonObject = {
  id: '12345678-1234-4234-8234-1234567890ab',
  actor: {
    objectType: 'Group',
    name: 'Team PB',
    mbox: 'mailto:team@example.org',
    member: [
      { objectType: 'Agent', name: 'Ann', account: { homePage: 'https://lms.example', name: 'ann' } },
      { mbox_sha1sum: 'ebd31e95054c018b10727ccffd2ef2ec3a016ee9' },
      { openid: 'https://toby.openid.example.org/' },
    ],
  },
  verb: { id: 'http://adlnet.gov/expapi/verbs/answered', display: { 'en-US': 'answered', es: 'respondió' } },
  object: {
    objectType: 'Activity',
    id: 'https://lms.example/xblock/p1',
    definition: {
      name: { 'en-US': 'A question' },
      description: { en: 'Which colour?', 'zh-Hant': '什麼顏色？' },
      type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
      moreInfo: 'https://lms.example/p1',
      interactionType: 'choice',
      correctResponsesPattern: ['red[,]blue'],
      choices: [{ id: 'red', description: { en: 'Red' } }, { id: 'blue' }],
      extensions: { 'https://lms.example/x': { anything: [null, 1, 'two'] } },
    },
  },
  result: {
    score: { scaled: 0.5, raw: 5, min: 0, max: 10 },
    success: true,
    completion: false,
    response: 'red',
    duration: 'PT1H30M5.25S',
    extensions: { 'tag:example.org,2024:note': null },
  },
  context: {
    registration: '6f9619ff-8b86-d011-b42d-00cf4fc964ff',
    instructor: { mbox: 'mailto:tea@example.org' },
    team: { objectType: 'Group', name: 'Anonymous', member: [{ mbox: 'mailto:ben@example.org' }] },
    contextActivities: {
      parent: { id: 'https://lms.example/course/1' },
      grouping: [{ objectType: 'Activity', id: 'https://lms.example/org/1' }],
      category: [],
      other: [{ id: 'urn:isbn:9780000000000' }],
    },
    revision: '2',
    platform: 'LMS',
    language: 'en-US',
    statement: { objectType: 'StatementRef', id: '22345678-1234-4234-8234-1234567890ab' },
    extensions: {},
  },
  timestamp: '2024-03-01T10:20:30.123456+02:00',
  stored: '2024-03-01T10:20:31Z',
  authority: { account: { homePage: 'https://lms.example', name: 'key' } },
  version: '1.0.3',
  attachments: [
    {
      usageType: 'https://lms.example/essay',
      display: { en: 'Essay' },
      description: { en: 'What was written' },
      contentType: 'text/plain; charset=utf-8',
      length: 12,
      sha2: 'a'.repeat(64),
      fileUrl: 'https://lms.example/essays/1',
    },
  ],
}

/** A statement as short as one may be. */
export const shortStatement: JsonObject = {
  actor: { mbox: 'mailto:ann@example.org' },
  verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' },
  object: { id: 'https://lms.example/page' },
}

/** With another value at a place such as `/actor/mbox`; undefined takes it out. */
export function changed(statement: JsonObject, place: string, value: unknown): JsonObject {
  const steps = place.split('/').slice(1)
  const walk = (current: Json | undefined, [step, ...rest]: readonly string[]): unknown => {
    if (step === undefined) return value
    if (Array.isArray(current)) return current.map((each, index) => (String(index) === step ? walk(each, rest) : each))
    const object = (current ?? {}) as JsonObject
    return { ...object, [step]: walk(object[step], rest) }
  }
  return JSON.parse(JSON.stringify(walk(statement, steps))) as JsonObject
}
