import { activityTypes, extensionIris, type Verb, verbs } from './iris.ts'
import type { JsonObject } from './json.ts'
import { type Lms, valueTold } from './lms.ts'
import { anywhere, exact, isTruthy, required, textOf } from './lookup.ts'
import type { Mend } from './mends.ts'
import { pythonText } from './python-text.ts'
import type { Rule, Rules } from './rule.ts'
import { type Activity, activity, type Extensions } from './statement.ts'

/** A thread, response or comment, and what its author or a reader did with it. Bodies are never told. */
const contribution = (
  verb: Verb,
  more: {
    readonly context?: string
    readonly extensions?: (event: JsonObject, lms: Lms) => Extensions
    readonly mends?: readonly Mend[]
  } = {},
): Rule => {
  const { context, ...rest } = more
  return {
    verb,
    object: forumObject,
    grouping: thread,
    ...rest,
    about: {
      object:
        'the contribution `data.id`, at the path of the request; its name, where free text is kept, is `data.title`',
      context: ['grouping: the thread `data.discussion.id`, if any', ...(context ? [context] : [])].join('; '),
    },
  }
}

function forumObject(event: JsonObject, lms: Lms): Activity {
  const title = exact(event, 'data', 'title')
  return activity(contributionIri(event, lms), {
    name: lms.keepFreeText && isTruthy(title) ? { en: required(textOf(title, 'data.title'), 'data.title') } : undefined,
    type: activityTypes.discussion,
  })
}

/** The path of the request may hold the id in its middle: it is taken out wherever it is. */
export function contributionIri(event: JsonObject, lms: Lms): string {
  const id = required(textOf(exact(event, 'data', 'id'), 'data.id'), 'data.id')
  const path = required(textOf(exact(event, 'context', 'path'), 'context.path'), 'context.path')
  const place = withoutSlashes(withoutSlashes(path).replaceAll(id, ''))
  return `${lms.url}${place}/${id}`
}

function withoutSlashes(path: string): string {
  let end = path.length
  while (path[end - 1] === '/') end -= 1
  return path.slice(0, end)
}

function thread(event: JsonObject, lms: Lms): readonly Activity[] | undefined {
  const id = exact(event, 'data', 'discussion', 'id')
  if (!isTruthy(id)) return undefined
  return [activity(`${lms.url}/api/discussion/v1/threads/${pythonText(id)}`, { type: activityTypes.discussion })]
}

const create = contribution(verbs.posted)
const edit = contribution(verbs.edited)
const remove = contribution(verbs.deleted)
const report = contribution(verbs.reported)
const unreport = contribution(verbs.unreported)
const vote = contribution(verbs.voted, {
  extensions: (event, lms) => ({
    [extensionIris.type]: valueTold(lms, anywhere(event, 'vote_value')),
    [extensionIris.undone]: !lms.faithful && exact(event, 'data', 'undo_vote') === true ? true : undefined,
  }),
  context: 'extension `type`: `vote_value`',
  mends: ['undoneVote'],
})

export const forum: Rules = {
  'edx.forum.thread.created': contribution(verbs.posted, {
    extensions: (event, lms) => ({ [extensionIris.type]: valueTold(lms, anywhere(event, 'thread_type')) }),
    context: 'extension `type`: `thread_type`',
  }),
  'edx.forum.response.created': create,
  'edx.forum.comment.created': create,
  'edx.forum.thread.edited': edit,
  'edx.forum.response.edited': edit,
  'edx.forum.comment.edited': edit,
  'edx.forum.thread.deleted': remove,
  'edx.forum.response.deleted': remove,
  'edx.forum.comment.deleted': remove,
  'edx.forum.thread.reported': report,
  'edx.forum.response.reported': report,
  'edx.forum.comment.reported': report,
  'edx.forum.thread.unreported': unreport,
  'edx.forum.response.unreported': unreport,
  'edx.forum.comment.unreported': unreport,
  'edx.forum.thread.viewed': contribution(verbs.viewed),
  'edx.forum.thread.voted': vote,
  'edx.forum.response.voted': vote,
}
