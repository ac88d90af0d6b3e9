import type { Step } from './course-structure.ts'
import { reportCompletion } from './events/completion.ts'
import { enterSubsection, leave, nextUnit, openCourse } from './events/navigation.ts'
import { workOnProblem } from './events/problem.ts'
import type { Sitting } from './events/sitting.ts'
import { rewatchStretch, watchVideo } from './events/video.ts'
import type { Standing } from './study-schedule.ts'

/** Nobody works longer than this at a stretch, the last unit included. */
export const longestSitting = 3 * 3_600_000

const longestBudgetMinutes = 80

/**
 * One sitting: opens the course, works along the path until time or the open units run out, and looks back at a hard
 * stretch of a video now and then. Advances `standing.place`.
 *
 * @param open units of the path that are open
 * @param pressed a deadline is near
 */
export function studySession(sitting: Sitting, standing: Standing, open: number, pressed: boolean): void {
  const { log, course, random, habits } = sitting
  const minutes = habits.sittingMinutes * Math.exp(random.normal() * 0.4) * (pressed ? 1.6 : 1)
  const until = log.now + Math.min(longestBudgetMinutes, minutes) * 60_000_000
  const limit = Math.min(open, standing.stop)
  let last: Step | undefined

  openCourse(sitting)
  while (standing.place < limit && log.now < until) {
    const step = course.path[standing.place] as Step
    if (last?.subsection === step.subsection) nextUnit(sitting, step)
    else enterSubsection(sitting, step)
    workOnUnit(sitting, step)
    last = step
    standing.place++
  }
  if (!last || random.chance(0.15)) last = lookBack(sitting, standing.place) ?? last
  if (last) leave(sitting, last)
}

function workOnUnit(sitting: Sitting, step: Step): void {
  const { log, random, habits } = sitting
  const { due } = step.subsection
  const isClosed = due !== null && log.now > due * 1000
  for (const block of step.unit.blocks) {
    switch (block.type) {
      case 'video':
        if (random.chance(0.6 + 0.35 * habits.motivation)) watchVideo(sitting, step, block)
        break
      case 'html':
        log.pass(block.seconds * random.between(0.3, 1.1))
        reportCompletion(sitting, block)
        break
      case 'problem':
        if (isClosed) log.pass(random.between(3, 12))
        else if (step.subsection.graded || random.chance(0.35 + 0.5 * habits.motivation))
          workOnProblem(sitting, step, block)
        break
    }
  }
}

/** Goes back to a video of a unit that is done, and plays its hard stretch again. */
function lookBack(sitting: Sitting, done: number): Step | undefined {
  const { course, random, progress } = sitting
  if (done === 0) return undefined
  const step = course.path[random.below(done)] as Step
  const video = step.unit.blocks.find(({ type, usageKey }) => type === 'video' && progress.completed.has(usageKey))
  if (video?.type !== 'video') return undefined
  enterSubsection(sitting, step)
  rewatchStretch(sitting, step, video)
  return step
}
