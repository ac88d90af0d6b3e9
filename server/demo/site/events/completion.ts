import type { Block } from '../course-structure.ts'
import type { Sitting } from './sitting.ts'

/** `edx.completion.block_completion.changed`, which the LMS sends even when the block was complete before. */
export function reportCompletion({ log, course, learner, progress }: Sitting, block: Block): void {
  progress.completed.add(block.usageKey)
  const moment = new Date(log.now / 1000).toISOString().replace('Z', '000+00:00')
  log.server(
    'edx.completion.block_completion.changed',
    `{"user_id": ${learner.userId}, "course_id": "${course.courseKey}", "block_id": "${block.usageKey}", "block_type": "${block.type}", "completion": 1.0, "created": "${moment}", "modified": "${moment}"}`,
    `/courses/${course.courseKey}/xblock/${block.usageKey}/handler/publish_completion`,
    '',
  )
}
