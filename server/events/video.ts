import { blockIri } from './activities.ts'
import { activityTypes, extensionIris, type Verb, verbs } from './iris.ts'
import type { JsonObject } from './json.ts'
import { courseKeyOf, usageKey } from './keys.ts'
import { exact, required, textOf } from './lookup.ts'
import type { Rule, Rules } from './rule.ts'
import { isoDuration, secondsOf } from './seconds.ts'
import { activity, type Extensions, type Result } from './statement.ts'

const video = (verb: Verb, result?: (event: JsonObject) => Result): Rule => ({
  verb,
  object(event, lms) {
    const blockId = required(textOf(exact(event, 'data', 'id'), 'data.id'), 'data.id')
    const key = usageKey(required(courseKeyOf(event), 'context.course_id'), 'video', blockId)
    return activity(blockIri(lms, key, 'data.id'), { type: activityTypes.video })
  },
  extensions: (event) => ({ [extensionIris.videoLength]: seconds(event, 'duration') }),
  ...(result && { result }),
})

function seconds(event: JsonObject, field: string): number | undefined {
  return secondsOf(exact(event, 'data', field), `data.${field}`)
}

/**
 * Where in the video the learner was. Event-routing-backends loses a `current_time` of 0; we keep it, for without it
 * nobody ever starts a video at its beginning.
 */
function time(event: JsonObject): Extensions {
  return { [extensionIris.videoTime]: seconds(event, 'current_time') ?? seconds(event, 'currentTime') }
}

const load = video(verbs.initialized)
const play = video(verbs.played, (event) => ({ extensions: time(event) }))
const pause = video(verbs.paused, (event) => ({ extensions: time(event) }))
const stop = video(verbs.terminated, (event) => ({ extensions: time(event) }))
const complete = video(verbs.completed, (event) => {
  const length = seconds(event, 'duration')
  return {
    completion: true,
    duration: length === undefined ? undefined : isoDuration(length),
    extensions: { [extensionIris.videoTime]: length },
  }
})
const seek = video(verbs.seeked, (event) => ({
  extensions: {
    [extensionIris.videoTimeFrom]: seconds(event, 'old_time'),
    [extensionIris.videoTimeTo]: seconds(event, 'new_time'),
  },
}))
const changeSpeed = video(verbs.interacted, (event) => ({
  extensions: {
    [extensionIris.speedFrom]: speed(event, 'old_speed'),
    [extensionIris.speedTo]: speed(event, 'new_speed'),
  },
}))
const captions = (enabled: boolean) =>
  video(verbs.interacted, (event) => ({ extensions: { ...time(event), [extensionIris.captionsEnabled]: enabled } }))

/** A number is read, too: some players write 1.5 where the LMS's own writes "1.50". */
function speed(event: JsonObject, field: string): string {
  const value = exact(event, 'data', field)
  const text = typeof value === 'number' ? String(value) : textOf(value, `data.${field}`)
  return `${required(text, `data.${field}`)}x`
}

const showCaptions = captions(true)
const hideCaptions = captions(false)

/** The browser's names and the mobile apps' of the same events. */
export const videos: Rules = {
  load_video: load,
  'edx.video.loaded': load,
  play_video: play,
  'edx.video.played': play,
  pause_video: pause,
  'edx.video.paused': pause,
  stop_video: stop,
  'edx.video.stopped': stop,
  complete_video: complete,
  'edx.video.completed': complete,
  seek_video: seek,
  'edx.video.position.changed': seek,
  speed_change_video: changeSpeed,
  show_transcript: showCaptions,
  'edx.video.transcript.shown': showCaptions,
  video_show_cc_menu: showCaptions,
  'edx.video.closed_captions.shown': showCaptions,
  hide_transcript: hideCaptions,
  'edx.video.transcript.hidden': hideCaptions,
  video_hide_cc_menu: hideCaptions,
  'edx.video.closed_captions.hidden': hideCaptions,
}
