import { contributionIri } from '../forum.ts'
import { activityTypes } from '../iris.ts'
import { activity } from '../statement.ts'
import { ownVerbs as did, recorded } from './iris.ts'
import { ownRules, row, type Thing } from './row.ts'
import { named, place } from './things.ts'

const contribution: Thing = {
  about: 'the contribution `data.id`, at the path of the request',
  of: (event, lms) => activity(contributionIri(event, lms), { type: activityTypes.discussion }),
}
const team = named('team', 'team_id')
const cohort = named('cohort', 'cohort_id')

/** What event-routing-backends leaves out of the forum. Never the words of a search. */
export const forumExtras = ownRules({
  'edx.forum.searched': row(did.searched, place('forum'), ['total_results', 'page']),
  'edx.forum.thread.followed': row(did.followed, contribution),
  'edx.forum.thread.unfollowed': row(did.unfollowed, contribution),
  'edx.forum.thread.locked': row(did.locked, contribution),
  'edx.forum.thread.unlocked': row(did.unlocked, contribution),
  'edx.forum.thread.pinned': row(did.pinned, contribution),
  'edx.forum.thread.unpinned': row(did.unpinned, contribution),
  'edx.forum.response.mark': row(did.marked, contribution),
  'edx.forum.response.unmark': row(did.unmarked, contribution),
})

/** Teams and cohorts, by their ids. Whoever is put into one is the learner, not whoever puts them there. */
export const groups = ownRules({
  'edx.cohort.user_added': row(recorded('added to a group'), cohort),
  'edx.cohort.user_removed': row(recorded('removed from a group'), cohort),
  'edx.cohort.user_add_requested': row(recorded('group requested'), cohort, ['previous_cohort_id']),
  'edx.team.created': row(did.created, team),
  'edx.team.changed': row(did.edited, team, ['field', 'truncated']),
  'edx.team.deleted': row(did.deleted, team),
  'edx.team.learner_added': row(recorded('added to a group'), team, ['add_method']),
  'edx.team.learner_removed': row(recorded('removed from a group'), team, ['remove_method']),
  'edx.team.activity_updated': row(did.updated, team),
  'edx.team.page_viewed': row(did.viewed, named('team-page', 'page_name'), ['topic_id', 'team_id']),
  'edx.team.searched': row(did.searched, place('teams'), ['number_of_results', 'topic_id']),
})
