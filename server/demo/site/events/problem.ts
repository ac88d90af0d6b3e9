import type { Part, Problem, Step } from '../course-structure.ts'
import { asciiJson } from '../json-text.ts'
import { reportCompletion } from './completion.ts'
import { reportGrades } from './grades.ts'
import { unitPage } from './navigation.ts'
import { isOpenTo } from './progress.ts'
import type { Sitting } from './sitting.ts'

/** Works on a problem: tries, asks for help when wrong, tries again, and gives up at some point. */
export function workOnProblem(sitting: Sitting, step: Step, problem: Problem): void {
  const { random, log, habits, progress } = sitting
  const patience = problem.maxAttempts ?? 1 + Math.floor(1 + 3 * habits.motivation * random.unit() * 1.4)
  let helped = 0
  for (let tries = 0; tries < patience && isOpenTo(progress, problem); tries++) {
    log.pass(15 + random.exponential(40))
    const isRight = submit(sitting, step, problem, helped)
    if (isRight) return
    if (problem.hints > helped && random.chance(habits.asksForHelp)) {
      log.pass(random.between(4, 20))
      showHint(sitting, problem, helped)
      helped++
    }
  }
  const mayShow = !step.subsection.graded || !isOpenTo(progress, problem)
  if (mayShow && random.chance(habits.asksForHelp)) {
    log.pass(random.between(3, 15))
    log.server(
      'showanswer',
      `{"problem_id": "${problem.usageKey}"}`,
      handler(sitting, problem, 'problem_show'),
      blockContext(problem),
    )
  }
}

/** One submission: the browser says so, the server grades it, and completion and grades follow. */
function submit(sitting: Sitting, step: Step, problem: Problem, helped: number): boolean {
  const { random, log, progress, habits } = sitting
  const before = progress.answers.get(problem.usageKey)
  const attempts = (before?.attempts ?? 0) + 1
  // Practice and hints help, and what the video of the unit showed does too.
  const prepared = step.unit.blocks.some(({ type, usageKey }) => type === 'video' && progress.completed.has(usageKey))
  const ease = habits.ability - problem.difficulty + 0.8 * (attempts - 1) + 0.5 * helped + (prepared ? 0.4 : 0)
  const chance = 1 / (1 + Math.exp(-1.3 * ease))
  const given = problem.parts.map((part) => {
    if (random.chance(chance)) return { part, answer: 0 }
    return { part, answer: random.chance(0.6) ? part.misconception : 1 + random.below(part.answers.length - 1) }
  })
  const points = given.filter(({ answer }) => answer === 0).length
  const isRight = points === problem.parts.length
  progress.answers.set(problem.usageKey, { attempts, points })

  log.browser('problem_check', given.map(inFormEncoding).join('&'), unitPage(step))
  log.pass(random.between(0.05, 0.4))
  log.server(
    'problem_check',
    gradedPayload(problem, given, attempts, points),
    handler(sitting, problem, 'problem_check'),
    blockContext(problem),
  )
  reportCompletion(sitting, problem)
  if (step.subsection.graded) reportGrades(sitting, step.subsection)
  return isRight
}

interface Given {
  readonly part: Part
  /** Index into the part's answers; 0 is right. */
  readonly answer: number
}

function inFormEncoding({ part, answer }: Given): string {
  return `input_${part.inputId}=${encodeURIComponent(part.answers[answer]?.value ?? '')}`
}

function gradedPayload(problem: Problem, given: readonly Given[], attempts: number, points: number): string {
  const answers: string[] = []
  const correctMap: string[] = []
  const submission: string[] = []
  for (const { part, answer } of given) {
    const id = part.inputId
    const chosen = part.answers[answer]
    answers.push(`"${id}": ${asciiJson(chosen?.value)}`)
    correctMap.push(
      `"${id}": {"correctness": "${answer === 0 ? 'correct' : 'incorrect'}", "hint": "", "hintmode": null, "npoints": null, "msg": ""}`,
    )
    submission.push(
      `"${id}": {"question": ${asciiJson(part.question)}, "answer": ${asciiJson(chosen?.text)}, "response_type": "${part.responseType}", "input_type": "${part.inputType}", "correct": ${answer === 0}, "variant": "", "group_label": ""}`,
    )
  }
  const success = points === problem.parts.length ? 'correct' : 'incorrect'
  const state = `{"seed": 1, "done": ${attempts > 1 ? 'true' : 'null'}}`
  return (
    `{"problem_id": "${problem.usageKey}", "attempts": ${attempts}, "grade": ${points}, "max_grade": ${problem.parts.length}, "success": "${success}", ` +
    `"answers": {${answers.join(', ')}}, "correct_map": {${correctMap.join(', ')}}, "submission": {${submission.join(', ')}}, "state": ${state}}`
  )
}

function showHint(sitting: Sitting, problem: Problem, index: number): void {
  const text = asciiJson(problem.hintText)
  sitting.log.server(
    'edx.problem.hint.demandhint_displayed',
    `{"module_id": "${problem.usageKey}", "hint_index": ${index}, "hint_len": ${problem.hints}, "hint_text": ${text}}`,
    handler(sitting, problem, 'hint_button'),
    blockContext(problem),
  )
}

function handler({ course }: Sitting, problem: Problem, action: string): string {
  return `/courses/${course.courseKey}/xblock/${problem.usageKey}/handler/xmodule_handler/${action}`
}

function blockContext(problem: Problem): string {
  return `, "module": {"display_name": ${asciiJson(problem.displayName)}, "usage_key": "${problem.usageKey}"}, "asides": {}`
}
