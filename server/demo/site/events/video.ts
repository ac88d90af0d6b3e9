import type { Step, Video } from '../course-structure.ts'
import { reportCompletion } from './completion.ts'
import { unitPage } from './navigation.ts'
import type { Sitting } from './sitting.ts'

/** Part of a video that has to be reached for the LMS to count it as completed. */
const completionThreshold = 0.95

/**
 * Watches a video from `start`: with pauses, with stretches played again where it is hard, with skips where it is
 * slow; to the end, or until patience ends.
 */
export function watchVideo(sitting: Sitting, step: Step, video: Video, start = 0): void {
  const { random, log, habits } = sitting
  const player = openPlayer(sitting, step, video, start)
  player.play()
  if (habits.videoSpeed !== 1 && !sitting.mobile && random.chance(0.4)) player.setSpeed()

  const patience = 0.55 + 0.4 * habits.motivation
  const stopsAt = random.chance(patience) ? video.seconds : video.seconds * random.between(0.05, 0.95)
  for (const { from, to, pull } of video.hotSpots) {
    if (to >= stopsAt || from < player.position) continue
    let again = 0
    // Those who find the matter hard play it again more often.
    while (again < 3 && random.chance(pull * (habits.ability < 0 ? 1.3 : 0.8))) {
      player.playTo(Math.min(video.seconds, to + random.between(0, 3)))
      player.seekWhilePlaying(Math.max(0, from - random.between(0, 4)))
      again++
    }
  }
  if (random.chance(0.22) && stopsAt - player.position > 30) {
    player.playTo(random.between(player.position + 5, stopsAt - 5))
    player.pause()
    log.pass(random.exponential(70))
    player.play()
  }
  if (random.chance(0.08) && stopsAt - player.position > 90) {
    player.playTo(player.position + random.between(5, 20))
    player.seekWhilePlaying(player.position + random.between(20, 60))
  }
  if (stopsAt === video.seconds) {
    player.playToTheEnd()
  } else {
    player.playTo(stopsAt)
    // Whoever closes the page leaves no trace of the end.
    if (random.chance(0.85)) player.pause()
  }
  if (player.position >= video.seconds * completionThreshold) reportCompletion(sitting, video)
}

/** Goes back to a stretch that was hard, in a video watched before. */
export function rewatchStretch(sitting: Sitting, step: Step, video: Video): void {
  const { random } = sitting
  const stretch = video.hotSpots[0]
  const from = stretch ? Math.max(0, stretch.from - 3) : random.between(0, video.seconds * 0.6)
  const player = openPlayer(sitting, step, video, 0)
  player.seek(from)
  player.play()
  player.playTo(Math.min(video.seconds, stretch ? stretch.to + random.between(1, 12) : from + random.between(20, 60)))
  player.pause()
}

/** The player of one video: its place in seconds, and what it reports to the LMS. */
function openPlayer({ log, random, habits, mobile }: Sitting, step: Step, video: Video, start: number) {
  const page = unitPage(step)
  let position = start

  function report(name: string, mobileName: string, fields: string): void {
    const payload = `{"id": "${video.blockId}", "code": "${mobile ? 'mobile' : 'html5'}", "duration": ${video.seconds}${fields}}`
    if (mobile) log.mobile(mobileName, name, payload)
    else log.browser(name, payload, page)
  }
  const place = () => `, "currentTime": ${seconds(position)}`
  const jump = (to: number) => `, "old_time": ${seconds(position)}, "new_time": ${seconds(to)}, "type": "onSlideSeek"`

  const player = {
    get position() {
      return position
    },
    play() {
      report('play_video', 'edx.video.played', place())
    },
    pause() {
      report('pause_video', 'edx.video.paused', place())
    },
    playTo(to: number) {
      log.pass(Math.max(0, to - position) / habits.videoSpeed)
      position = Math.max(position, to)
    },
    playToTheEnd() {
      player.playTo(video.seconds)
      report('complete_video', 'edx.video.completed', place())
      report('stop_video', 'edx.video.stopped', place())
    },
    seek(to: number) {
      report('seek_video', 'edx.video.position.changed', jump(to))
      position = to
      log.pass(random.between(0.3, 1.5))
    },
    /** Players either go on by themselves or pause for the jump. */
    seekWhilePlaying(to: number) {
      if (random.chance(0.5)) return player.seek(to)
      player.pause()
      player.seek(to)
      player.play()
    },
    setSpeed() {
      log.pass(random.between(2, 8))
      position += 2
      report(
        'speed_change_video',
        'edx.bi.video.speed.changed',
        `, "current_time": ${seconds(position)}, "old_speed": "1.0", "new_speed": "${habits.videoSpeed}"`,
      )
    },
  }
  report('load_video', 'edx.video.loaded', '')
  log.pass(random.between(0.5, 4))
  return player
}

/** To the millisecond, as players report. */
function seconds(position: number): number {
  return Math.round(position * 1000) / 1000
}
