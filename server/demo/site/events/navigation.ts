import type { Step } from '../course-structure.ts'
import { asciiJson } from '../json-text.ts'
import { demoHost } from '../log-line.ts'
import type { Sitting } from './sitting.ts'

/** Address of a unit's own page, which the Learning MFE shows in a frame. */
export function unitPage(step: Step): string {
  return `https://${demoHost}/xblock/${step.unit.usageKey}?show_title=0&view=student_view`
}

/** The learner opens the course: mostly through its home page, or where they left off. */
export function openCourse({ log, course, random, mobile }: Sitting): void {
  if (mobile) {
    if (random.chance(0.5)) log.mobile('edx.bi.app.course.dashboard', 'edx.bi.app.course.dashboard', '{}')
    return
  }
  if (random.chance(0.7)) log.request(`/courses/${course.courseKey}/course/`)
  log.pass(random.between(2, 15))
  if (random.chance(0.3)) {
    log.browser('edx.course.home.resume_course.clicked', '{}', courseHome(course.courseKey))
    log.pass(random.between(1, 5))
  }
}

/** From the outline into a subsection. */
export function enterSubsection({ log, course, random }: Sitting, step: Step): void {
  const home = courseHome(course.courseKey)
  const target = `https://${demoHost}/courses/${course.courseKey}/jump_to/${step.subsection.usageKey}`
  log.browser(
    'edx.ui.lms.outline.selected',
    `{"current_url": "${home}", "target_url": "${target}", "target_name": ${asciiJson(step.subsection.displayName)}, "widget_placement": "outline"}`,
    home,
  )
  log.pass(random.between(2, 6))
  if (step.tab > 1) selectTab(sequence(step), 1, step.tab, log)
  log.pass(random.between(1, 4))
}

/** With the arrow to the next unit; some look back at the one before first. */
export function nextUnit({ log, random }: Sitting, step: Step): void {
  const place = sequence(step)
  if (random.chance(0.06)) {
    move('previous', place, step.tab - 1, step.tab - 2, log)
    log.pass(random.between(5, 40))
    selectTab(place, Math.max(1, step.tab - 2), step.tab, log)
  } else {
    move('next', place, step.tab - 1, step.tab, log)
  }
  log.pass(random.between(1, 5))
}

/** The learner leaves, and now and then the browser still says so. */
export function leave({ log, random, mobile }: Sitting, step: Step): void {
  if (!mobile && random.chance(0.25)) log.browser('page_close', '{}', unitPage(step))
}

interface Sequence {
  readonly key: string
  readonly tabs: number
  readonly page: string
}

function sequence(step: Step): Sequence {
  return { key: step.subsection.usageKey, tabs: step.subsection.units.length, page: unitPage(step) }
}

function move(
  way: 'next' | 'previous',
  { key, tabs, page }: Sequence,
  from: number,
  to: number,
  log: Sitting['log'],
): void {
  log.browser(
    `edx.ui.lms.sequence.${way}_selected`,
    `{"id": "${key}", "current_tab": ${Math.max(1, from)}, "target_tab": ${Math.max(1, to)}, "tab_count": ${tabs}, "widget_placement": "top"}`,
    page,
  )
}

function selectTab({ key, tabs, page }: Sequence, from: number, to: number, log: Sitting['log']): void {
  log.browser(
    'edx.ui.lms.sequence.tab_selected',
    `{"id": "${key}", "current_tab": ${from}, "target_tab": ${to}, "tab_count": ${tabs}, "widget_placement": "top"}`,
    page,
  )
}

function courseHome(courseKey: string): string {
  return `https://apps.${demoHost}/learning/course/${courseKey}/home`
}
