import { blockIri } from './activities.ts'
import { activityTypes, extensionIris, type Verb, verbs } from './iris.ts'
import { isObject, type JsonObject } from './json.ts'
import { requiredCourseKeyOf, usageKey } from './keys.ts'
import type { Lms } from './lms.ts'
import { either, exact, required, textOf } from './lookup.ts'
import type { Rule, Rules } from './rule.ts'
import { isText, type StatementText, secondsText } from './rule-text.ts'
import { isoDuration, secondsOf } from './seconds.ts'
import { type Activity, activity, type Extensions, type Result } from './statement.ts'

const aboutVideo = {
  object: 'the video `data.id` of the course',
  context: 'extension `length`: `data.duration`',
} as const

type ResultText = (data: JsonObject, length: string, lms: Lms) => string | null

const video = (
  verb: Verb,
  result: ResultText | undefined,
  more: Pick<Rule, 'result' | 'mends'> = {},
  inWords?: string,
): Rule => ({
  verb,
  object: videoObject,
  extensions: (event) => ({ [extensionIris.videoLength]: seconds(event, 'duration') }),
  ...(result && { text: (event, lms) => videoText(event, lms, result) }),
  ...more,
  about: inWords === undefined ? aboutVideo : { ...aboutVideo, result: inWords },
})

/** Players name a video by its id alone; which course it is in tells the rest. */
export function videoObject(event: JsonObject, lms: Lms): Activity {
  const blockId = required(textOf(exact(event, 'data', 'id'), 'data.id'), 'data.id')
  const key = usageKey(requiredCourseKeyOf(event), 'video', blockId)
  return activity(blockIri(lms, key, 'data.id'), { type: activityTypes.video })
}

function videoText(event: JsonObject, lms: Lms, resultText: ResultText): StatementText | null {
  const { data } = event
  const length = isObject(data) ? secondsText(data.duration) : null
  if (!isObject(data) || !isText(data.id) || length === null) return null
  const result = resultText(data, length, lms)
  if (result === null) return null
  return {
    objectId: blockIri(lms, usageKey(requiredCourseKeyOf(event), 'video', data.id), 'data.id'),
    definition: `{"type":"${activityTypes.video}"}`,
    ...(result !== '' && { result }),
    extensions: `"${extensionIris.videoLength}":${length}`,
  }
}

/** Seconds, to the millisecond. */
function seconds(event: JsonObject, field: string): number | undefined {
  return secondsOf(exact(event, 'data', field), `data.${field}`)
}

/** Where in the video the learner was. */
function time(event: JsonObject, lms: Lms): Extensions {
  const [now, legacy] = [exact(event, 'data', 'current_time'), exact(event, 'data', 'currentTime')]
  const place = lms.faithful ? either(now, legacy) : (now ?? legacy)
  return { [extensionIris.videoTime]: secondsOf(place, 'data.current_time') }
}

const timeInWords = 'extension `time`: `data.current_time` or `data.currentTime`'
const atTime: Pick<Rule, 'result' | 'mends'> = {
  result: (event, lms) => ({ extensions: time(event, lms) }),
  mends: ['zeroSeconds'],
}
/** Of the two names of the time, the one that nearly all players write. */
const atTimeText: ResultText = ({ current_time, currentTime }, _, lms) => {
  const place = current_time === undefined && !(lms.faithful && currentTime === 0) ? secondsText(currentTime) : null
  return place && `{"extensions":{"${extensionIris.videoTime}":${place}}}`
}
const load = video(verbs.initialized, () => '')
const play = video(verbs.played, atTimeText, atTime, timeInWords)
const pause = video(verbs.paused, atTimeText, atTime, timeInWords)
const stop = video(verbs.terminated, atTimeText, atTime, timeInWords)
const complete = video(
  verbs.completed,
  (_, length) =>
    `{"completion":true,"duration":"${isoDuration(Number(length))}","extensions":{"${extensionIris.videoTime}":${length}}}`,
  { result: completed },
  'completion; duration and extension `time`: `data.duration`',
)
const seek = video(
  verbs.seeked,
  (data) => {
    const [from, to] = [secondsText(data.old_time), secondsText(data.new_time)]
    if (from === null || to === null) return null
    return `{"extensions":{"${extensionIris.videoTimeFrom}":${from},"${extensionIris.videoTimeTo}":${to}}}`
  },
  {
    result: (event) => ({
      extensions: {
        [extensionIris.videoTimeFrom]: seconds(event, 'old_time'),
        [extensionIris.videoTimeTo]: seconds(event, 'new_time'),
      },
    }),
  },
  'extensions `time-from`: `data.old_time`; `time-to`: `data.new_time`',
)
const changeSpeed = video(
  verbs.interacted,
  undefined,
  {
    result: (event) => ({
      extensions: {
        [extensionIris.speedFrom]: speed(event, 'old_speed'),
        [extensionIris.speedTo]: speed(event, 'new_speed'),
      },
    }),
  },
  'extensions `speed-from`: `data.old_speed` and an x; `speed-to`: `data.new_speed` and an x',
)
const captions = (enabled: boolean) =>
  video(
    verbs.interacted,
    undefined,
    {
      result: (event, lms) => ({ extensions: { ...time(event, lms), [extensionIris.captionsEnabled]: enabled } }),
      mends: ['zeroSeconds'],
    },
    `${timeInWords}; \`cc-enabled\`: ${enabled}`,
  )
const showCaptions = captions(true)
const hideCaptions = captions(false)

function completed(event: JsonObject): Result {
  const length = seconds(event, 'duration')
  return {
    completion: true,
    duration: length === undefined ? undefined : isoDuration(length),
    extensions: { [extensionIris.videoTime]: length },
  }
}

/** A number is read, too: some players write 1.5 where the LMS's own writes "1.50". */
function speed(event: JsonObject, field: string): string {
  const value = exact(event, 'data', field)
  const text = typeof value === 'number' ? String(value) : textOf(value, `data.${field}`)
  return `${required(text, `data.${field}`)}x`
}

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
