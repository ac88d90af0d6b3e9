import type { DemoCourse } from '../cast.ts'
import { buildProblem } from './build-problem.ts'
import type { Block, CourseRun, Section, Step, Subsection, Unit } from './course-structure.ts'
import { type Random, randomOf } from './random.ts'
import { calculatingCourses, syllabi } from './syllabus/syllabi.ts'
import type { Lesson, Syllabus } from './syllabus/syllabus.ts'
import { type Wording, wordings } from './syllabus/wording.ts'
import { day, hour, startOfDay } from './time.ts'

/** A course run as it is ordered; one without a syllabus of its own teaches the demo's. */
export interface CourseBrief extends DemoCourse {
  readonly syllabus?: Syllabus
}

const examWeight = 0.3
const questionsPerQuiz = 3
const questionsInExam = 6

/**
 * A course run from its syllabus: each section has its lessons and a graded quiz, the last one also the final exam.
 * Every run of a course shares block ids, videos and problems, as a rerun in Studio does.
 *
 * @param now end of the site's year, milliseconds since 1970
 */
export function buildCourse(course: CourseBrief, seed: string, now: number): CourseRun {
  const keyPart = course.courseKey.slice('course-v1:'.length)
  const [org = '', number = '', run = ''] = keyPart.split('+')
  const syllabus = course.syllabus ?? syllabi[`${org}+${number}`] ?? []
  const calculates = calculatingCourses.has(`${org}+${number}`)
  const wording = wordings[course.language] as Wording
  const author = randomOf(seed, 'course', org, number)
  const selfPaced = run === 'self'
  const opensAt = startOfDay(now - course.startedDaysAgo * day) + 8 * hour
  const closesAt = opensAt + course.days * day
  const pace = (course.days * day) / syllabus.length

  const key = (type: string, id: string) => `block-v1:${keyPart}+type@${type}+block@${id}`
  const named = (type: string, displayName: string) => {
    const blockId = author.hex(32)
    return { blockId, displayName, usageKey: key(type, blockId) }
  }

  const outline = syllabus.map(([title, ...lessons], index): Section => {
    const sectionOpensAt = selfPaced ? opensAt : opensAt + index * pace
    // Three days of grace after the section's time, but never past the end of the course.
    const due = selfPaced ? null : Math.min(sectionOpensAt + pace + 3 * day, closesAt)
    const strain = (index / syllabus.length) * 0.7

    const problem = (displayName: string, topic: string, extra: { strain: number; maxAttempts: number | null }) =>
      buildProblem({ ...named('problem', displayName), topic, calculates, ...extra }, wording, author)

    function lesson([lessonTitle, ...topics]: Lesson): Subsection {
      const units = topics.map((topic, place): Unit => {
        const blocks: Block[] =
          place % 2 === 0
            ? [
                video(named('video', topic), author),
                problem(wording.practice(topic), topic, { strain, maxAttempts: null }),
              ]
            : [reading(named('html', wording.reading(topic)), author), lateBlock(topic)]
        return { ...named('vertical', topic), blocks }
      })
      return {
        ...named('sequential', lessonTitle),
        graded: false,
        weight: 0,
        due: null,
        units,
        points: pointsOf(units),
      }
    }

    function lateBlock(topic: string): Block {
      return author.chance(0.5)
        ? video(named('video', topic), author)
        : problem(wording.practice(topic), topic, { strain, maxAttempts: null })
    }

    function graded(
      displayName: string,
      questions: number,
      weight: number,
      limits: { strain: number; maxAttempts: number },
    ) {
      const topics = lessons.flatMap(([, ...names]) => names)
      const blocks = Array.from({ length: questions }, (_, place) =>
        problem(wording.questionNumber(place + 1), topics[place % topics.length] ?? title, limits),
      )
      const units = [{ ...named('vertical', displayName), blocks }]
      return { ...named('sequential', displayName), graded: true, weight, due, units, points: pointsOf(units) }
    }

    const isLast = index === syllabus.length - 1
    const quizWeight = (1 - examWeight) / syllabus.length
    return {
      ...named('chapter', title),
      opensAt: sectionOpensAt,
      subsections: [
        ...lessons.map(lesson),
        graded(wording.quiz(index + 1, title), questionsPerQuiz, quizWeight, { strain: strain + 0.2, maxAttempts: 2 }),
        ...(isLast
          ? [graded(wording.finalExam, questionsInExam, examWeight, { strain: strain + 0.3, maxAttempts: 2 })]
          : []),
      ],
    }
  })

  const path = outline.flatMap((section) =>
    section.subsections.flatMap((subsection) =>
      subsection.units.map((unit, index): Step => ({ section, subsection, unit, tab: index + 1 })),
    ),
  )
  return {
    ...course,
    keyPart,
    opensAt,
    closesAt,
    selfPaced,
    usageKey: key('course', 'course'),
    outline,
    path,
    gradedSubsections: outline.flatMap(({ subsections }) => subsections.filter(({ graded }) => graded)),
    detached: [
      { usageKey: key('static_tab', author.hex(32)), type: 'static_tab', displayName: wording.syllabusPage },
      { usageKey: key('course_info', 'updates'), type: 'course_info', displayName: 'updates' },
    ],
  }
}

interface Naming {
  readonly blockId: string
  readonly usageKey: string
  readonly displayName: string
}

function video(naming: Naming, random: Random): Block {
  const seconds = Math.round(90 + 810 * random.unit() ** 1.7)
  const hotSpots = Array.from({ length: random.below(3) }, (_, index) => {
    const from = Math.round(seconds * (0.12 + 0.4 * index + 0.25 * random.unit()))
    return { from, to: from + 12 + random.below(22), pull: random.between(0.12, 0.5) }
  })
  return { ...naming, type: 'video', seconds, hotSpots }
}

function reading(naming: Naming, random: Random): Block {
  return { ...naming, type: 'html', seconds: 60 + random.below(240) }
}

/** Every question counts one point. */
function pointsOf(units: readonly Unit[]): number {
  let points = 0
  for (const { blocks } of units) {
    for (const block of blocks) if (block.type === 'problem') points += block.parts.length
  }
  return points
}
