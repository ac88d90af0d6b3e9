import type { Part, Problem } from './course-structure.ts'
import type { Random } from './random.ts'
import type { Wording } from './syllabus/wording.ts'

interface ProblemBrief {
  readonly blockId: string
  readonly usageKey: string
  readonly displayName: string
  readonly topic: string
  /** Added to the difficulty: later sections and examinations ask more. */
  readonly strain: number
  readonly maxAttempts: number | null
  /** Whether a problem may ask for a number. */
  readonly calculates: boolean
}

/** Most problems ask one question, a few ask a second one about the reason. */
export function buildProblem(brief: ProblemBrief, wording: Wording, random: Random): Problem {
  const { blockId, usageKey, displayName, topic, strain, maxAttempts, calculates } = brief
  const parts = [buildPart(`${blockId}_2_1`, topic, calculates, wording, random)]
  if (random.chance(0.12)) {
    parts.push(choicePart(`${blockId}_3_1`, wording.why(topic), 'multiplechoiceresponse', wording, random))
  }
  return {
    type: 'problem',
    blockId,
    usageKey,
    displayName,
    difficulty: random.normal() * 0.8 - 0.5 + strain,
    maxAttempts,
    hints: random.chance(0.4) ? 1 + random.below(2) : 0,
    hintText: wording.hint,
    parts,
  }
}

function buildPart(inputId: string, topic: string, calculates: boolean, wording: Wording, random: Random): Part {
  if (calculates && random.chance(0.5)) return numberPart(inputId, wording.howMuch(topic), random)
  const responseType = random.chance(0.75) ? 'multiplechoiceresponse' : 'optionresponse'
  return choicePart(inputId, wording.which(topic), responseType, wording, random)
}

function choicePart(
  inputId: string,
  question: string,
  responseType: 'multiplechoiceresponse' | 'optionresponse',
  wording: Wording,
  random: Random,
): Part {
  const right = random.below(4)
  const order = [right, ...[0, 1, 2, 3].filter((index) => index !== right)]
  const isChoice = responseType === 'multiplechoiceresponse'
  return {
    inputId,
    responseType,
    inputType: isChoice ? 'choicegroup' : 'optioninput',
    question,
    answers: order.map((index) => {
      const text = wording.choices[index] ?? ''
      return { text, value: isChoice ? `choice_${index}` : text }
    }),
    misconception: 1 + random.below(3),
  }
}

function numberPart(inputId: string, question: string, random: Random): Part {
  const right = 2 + random.below(90)
  // The wrong answers people find: a slip of ten, a sign, one off.
  const answers = [right, right * 10, -right, right + 1].map((value) => ({ value: `${value}`, text: `${value}` }))
  return {
    inputId,
    responseType: 'numericalresponse',
    inputType: 'formulaequationinput',
    question,
    answers,
    misconception: 1 + random.below(3),
  }
}
