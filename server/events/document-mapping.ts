import type { Verb } from './iris.ts'
import { families } from './mapping.ts'
import { keptThoughOdd, keptThoughSkippedThere, type Mend, mends, mendsOfAll } from './mends.ts'
import type { Rule, Rules } from './rule.ts'

/**
 * `docs/xapi.md`: what becomes of each tracking event, made from the table by which it is done.
 * @returns Markdown
 */
export function documentMapping(): string {
  return [
    '# What becomes of each tracking event',
    '',
    'Made by `npm run -s panorama -- events mapping` from the table by which events are mapped (`server/events/`); a test compares the two.',
    '',
    'Every statement is xAPI 1.0.3 and has the id, the actor, the session and the course that event-routing-backends 10.0.0 gives it, so that a site can use both and nothing doubles. `LMS` is the root address of the LMS, a block is `LMS/xblock/` and its usage key, a course `LMS/course/` and its key; `data` is the payload of the event (`event` in a log). Where nothing else is said, an extension is left out when its field is empty. The course is the parent in `contextActivities`, but for enrollment and standing, where it is the object.',
    '',
    '`events transform` tells an event letter for letter as event-routing-backends does. On its way into the warehouse it is *mended* where something would be lost or broken; the last column says how. What neither knows is dropped and counted by its name.',
    '',
    ...Object.entries(families).flatMap(([title, rules]) => section(title, rules)),
    '## What is mended',
    '',
    ...[...mended()].map((mend) => `- *${wordsOf(mend)}*: ${mends[mend]}`),
    '',
    'Of every event:',
    '',
    ...mendsOfAll.map((each) => `- ${each}`),
    '',
    '## What is told although event-routing-backends skips it',
    '',
    ...keptThoughSkippedThere.map((each) => `- ${each}`),
    '',
    '## What is odd there, and kept',
    '',
    ...keptThoughOdd.map((each) => `- ${each}`),
    '',
    '## Our own profile',
    '',
    'Events marked *ours* are not in event-routing-backends. Their verbs are those of public registries where one fits, and `urn:panorama:verb:…` elsewhere. A verb `urn:panorama:recorded:…` is something that the LMS or its staff record about a learner: no activity of theirs. Extensions are `urn:panorama:extension:` and the name of the field; of fields of text only codes are told, one word without an `@`. None of these statements counts as an attempt, a play, a visit or a hint. Never told: what somebody wrote, searched for or is called, mail and network addresses, browsers.',
  ].join('\n')
}

function section(title: string, rules: Rules): string[] {
  return [
    `## ${title}`,
    '',
    '| event | verb | object | result | context | from | mended |',
    '|---|---|---|---|---|---|---|',
    ...Object.entries(rules).map(([name, rule]) => `| ${cells(name, rule).join(' | ')} |`),
    '',
  ]
}

function cells(name: string, { verb, about, isOurs, repeats, mends: mended = [] }: Rule): string[] {
  const origin = isOurs ? 'ours' : 'event-routing-backends'
  return [
    `\`${name}\``,
    about.verb ?? `\`${(verb as Verb).id}\``,
    about.object,
    about.result ?? '',
    about.context ?? '',
    repeats ? `${origin}; not for the warehouse: \`${repeats}\` tells it` : origin,
    mended.map(wordsOf).join(', '),
  ]
}

function mended(): Set<Mend> {
  return new Set(Object.values(families).flatMap((rules) => Object.values(rules).flatMap((rule) => rule.mends ?? [])))
}

/** `zeroSeconds` as `zero seconds`. */
function wordsOf(mend: Mend): string {
  return mend.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
