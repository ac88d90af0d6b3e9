import { type Verb, verbs, verbsOf } from '../iris.ts'

/**
 * Verbs for what event-routing-backends does not tell. Where a registry of verbs has one that fits, it is that; else one of ours:
 * a `urn:`, for it need not lead anywhere. None of them means what the models count: attempts, plays, visits, hints.
 */
const stream = 'http://activitystrea.ms/schema/1.0'
const adl = 'http://adlnet.gov/expapi/verbs'
const tincan = 'http://id.tincanapi.com/verb'
const ours = 'urn:panorama:verb'

export const ownVerbs = {
  ...verbsOf({
    accessed: `${stream}/access`,
    annotated: 'http://risc-inc.com/annotator/verbs/annotated',
    attached: `${stream}/attach`,
    bookmarked: `${tincan}/bookmarked`,
    created: `${stream}/create`,
    'created an account': `${ours}:created-account`,
    declined: `${stream}/reject`,
    downloaded: `${tincan}/downloaded`,
    exited: `${adl}/exited`,
    experienced: `${adl}/experienced`,
    followed: `${stream}/follow`,
    launched: `${adl}/launched`,
    locked: `${ours}:locked`,
    'logged in': 'https://w3id.org/xapi/adl/verbs/logged-in',
    'logged out': 'https://w3id.org/xapi/adl/verbs/logged-out',
    marked: `${ours}:marked`,
    opened: `${stream}/open`,
    pinned: `${ours}:pinned`,
    'got ready': `${ours}:got-ready`,
    received: `${stream}/receive`,
    'received feedback': `${ours}:received-feedback`,
    requested: `${stream}/request`,
    reset: `${ours}:reset`,
    responded: `${adl}/responded`,
    resumed: `${adl}/resumed`,
    saved: `${stream}/save`,
    scored: `${adl}/scored`,
    searched: `${stream}/search`,
    selected: `${tincan}/selected`,
    shared: `${adl}/shared`,
    skipped: `${tincan}/skipped`,
    started: `${stream}/start`,
    submitted: `${stream}/submit`,
    toggled: `${ours}:toggled`,
    'tried in vain': `${ours}:tried-in-vain`,
    unbookmarked: `${stream}/unsave`,
    unfollowed: `${stream}/stop-following`,
    unlocked: `${ours}:unlocked`,
    unmarked: `${ours}:unmarked`,
    unpinned: `${ours}:unpinned`,
    updated: `${stream}/update`,
  }),
  deleted: verbs.deleted,
  edited: verbs.edited,
  interacted: verbs.interacted,
  viewed: verbs.viewed,
} as const

/**
 * What the LMS or its staff record about a learner, and the learner did not do: no activity of theirs. The prefix says so
 * (`server/warehouse/models/model.ts`).
 */
export function recorded(what: string): Verb {
  return { id: `urn:panorama:recorded:${what.replaceAll(' ', '-')}`, display: { en: what } }
}

export const ownType = (kind: string) => `urn:panorama:activity-type:${kind}`

/** The extension for a field of a payload, by the field's own name. */
export const ownExtension = (field: string) => `urn:panorama:extension:${field.replaceAll('_', '-')}`
