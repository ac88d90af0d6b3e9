/**
 * What is told otherwise on the way into the warehouse than event-routing-backends tells it, because there it loses or breaks
 * something. `docs/xapi.md` prints this list. The ids are the same either way.
 */
export const mends = {
  zeroSeconds: 'A `current_time` of 0 is kept; there it is lost, and nobody starts a video at its beginning.',
  wholeVerdict:
    'The statement for a whole problem takes the verdict on the whole; there it takes the first question’s, so that one right answer of three can be a success.',
  usageKeyToIri: 'The object is `LMS/xblock/KEY`; there it is the bare usage key, which strict stores refuse.',
  absoluteLink:
    'An address without a scheme is completed with that of the LMS; there it stays as it is, which is no IRI.',
  noMailAddress:
    'A link to a mail address or telephone number is told as `urn:panorama:link:mailto`, and so on: without the address.',
  plusInAddress: 'A `+` in the usage key of `activate_block_id` stays one; there it may become a space.',
  undoneVote: 'A vote that is withdrawn is marked; there it looks like a vote.',
} as const

export type Mend = keyof typeof mends

/** The same for events of every name. */
export const mendsOfAll = [
  'An event without a time, or with one before 2010 or after 2099, is quarantined; there one without a time becomes a statement without `timestamp`, whose id it shares with all others of the same learner and verb.',
  'An event whose context names no course is told in the course that its payload names; there in none.',
  'Answers of learners and titles of posts are left out, unless `PANORAMA_KEEP_FREE_TEXT` says otherwise.',
] as const

/** Events that event-routing-backends skips, for want of something that it does not need, and that are told here in both voices. */
export const keptThoughSkippedThere = [
  'Courses and blocks of before 2015 (`Org/Course/Run`, `i4x://…`), and the `seq_…` names of that time; events named by `event_type` alone.',
  'A time without a zone (it is UTC) or with a space for the `T`.',
  'A `problem_check` without a referer: those of the mobile apps.',
  'Exams as the LMS hands them on live (`data` without `event`).',
  'Learners without an external id (a pseudonym stands for them), and courses without a known name (their key stands for it).',
  'Speeds of a video that are numbers, not text.',
  'Enrollment and course grades whose course only the payload names.',
] as const

/** What is odd in event-routing-backends and kept in both voices, because dashboards or ids rest on it. A test pins each. */
export const keptThoughOdd = [
  'A change of the track is `registered`, too: counting that verb counts too many enrollments. Panorama counts changes of being enrolled.',
  '0 points of 0 are a success.',
  'The browser’s `problem_check` usually points at the subsection, by `activate_block_id` in the address of the page.',
  'A question that tells no kind of its own takes that of its sibling.',
  'A problem with several questions is a `GroupActivity`, as in event-routing-backends’ own log; an LRS that it sends to stores `Activity`.',
  'One post has one object id for each address under which it was asked for, and an id in the middle of the address leaves two slashes.',
  'The type of a hint is the IRI of an extension, `supplemental-info`, and the letter of a grade stands under the IRI of a type, `grade_classification`.',
  'The id is made from verb, actor and time alone. Where two events would share one, the second gets an id made from that and its object: there it is lost.',
] as const
