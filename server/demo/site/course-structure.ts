import type { DemoCourse } from '../cast.ts'

/** A course run as its author made it. Times are milliseconds since 1970. */
export interface CourseRun extends DemoCourse {
  /** `ORG+NUMBER+RUN`, the part of the key behind the colon. */
  readonly keyPart: string
  readonly opensAt: number
  readonly closesAt: number
  readonly selfPaced: boolean
  readonly usageKey: string
  readonly sections: number
  readonly outline: readonly Section[]
  /** Every unit, in the order of the course. */
  readonly path: readonly Step[]
  readonly gradedSubsections: readonly Subsection[]
  /** Usage keys of pages outside the outline. */
  readonly detached: readonly { usageKey: string; type: string; displayName: string }[]
}

export interface Section {
  readonly usageKey: string
  readonly displayName: string
  readonly opensAt: number
  readonly subsections: readonly Subsection[]
}

export interface Subsection {
  readonly usageKey: string
  readonly displayName: string
  readonly graded: boolean
  /** Part of the course grade, 0..1; the weights of a course add up to 1. */
  readonly weight: number
  /** After this its problems take no answers; null where the course is self-paced or it is not graded. */
  readonly due: number | null
  readonly units: readonly Unit[]
  /** Points that can be earned. */
  readonly points: number
}

export interface Unit {
  readonly usageKey: string
  readonly displayName: string
  readonly blocks: readonly Block[]
}

export type Block = Video | Problem | Reading

interface Leaf {
  /** 32 hexadecimal digits, the last part of the usage key. */
  readonly blockId: string
  readonly usageKey: string
  readonly displayName: string
}

export interface Video extends Leaf {
  readonly type: 'video'
  /** Length in seconds. */
  readonly seconds: number
  /** Stretches that many play again: whole seconds, and how strongly they pull, 0..1. */
  readonly hotSpots: readonly { readonly from: number; readonly to: number; readonly pull: number }[]
}

interface Reading extends Leaf {
  readonly type: 'html'
  /** Seconds a calm reader takes. */
  readonly seconds: number
}

export interface Problem extends Leaf {
  readonly type: 'problem'
  /** On the scale of ability: a learner whose ability equals it is right at the first try in half of the cases. */
  readonly difficulty: number
  /** Submissions allowed; null without limit. */
  readonly maxAttempts: number | null
  readonly hints: number
  readonly hintText: string
  readonly parts: readonly Part[]
}

/** One question of a problem. */
export interface Part {
  /** For example `ab…_2_1`. */
  readonly inputId: string
  readonly responseType: string
  readonly inputType: string
  readonly question: string
  /** The right answer first. `value` is what the browser submits, `text` what a person reads. */
  readonly answers: readonly { readonly value: string; readonly text: string }[]
  /** Which wrong answer most people give who give a wrong one. */
  readonly misconception: number
}

/** A unit with its surroundings. */
export interface Step {
  readonly section: Section
  readonly subsection: Subsection
  readonly unit: Unit
  /** Place in the subsection, from 1. */
  readonly tab: number
}
