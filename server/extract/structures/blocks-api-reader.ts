import { z } from 'zod'
import { PanoramaError, unavailable } from '../../kernel/errors.ts'
import type { BlocksApiSettings } from '../settings/settings.ts'
import { type ApiCourse, courseOfAnswer, listedCourseSchema, requestedFields } from './blocks-answer.ts'
import { type CourseKey, readCourseKey } from './course-key.ts'
import type { CourseReader } from './course-reader.ts'
import { createLmsApi } from './lms-api.ts'

const pageSchema = z.object({
  results: z.array(listedCourseSchema),
  pagination: z.object({ num_pages: z.number(), count: z.number() }),
})

/** Courses of one page: the most that the LMS gives. */
const pageSize = '100'

/**
 * Reads published course runs from the LMS's API of courses and blocks, where a site gives no access to its MongoDB. Coaches' own
 * runs (CCX) and courses with keys of before 2015 are in it like all others. It tells no version, so each course is asked for in
 * each run. It tells nothing of grading policies, of when a block was edited, and of weights that are not set.
 */
export function openBlocksApiReader(settings: BlocksApiSettings, options: { pause?: number } = {}): CourseReader {
  const api = createLmsApi(settings, options)
  let listed: ReadonlyMap<string, ApiCourse> = new Map()

  async function coursesOf(signal?: AbortSignal): Promise<Map<string, ApiCourse>> {
    const found = new Map<string, ApiCourse>()
    const username = await api.username(signal)
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const query = { username, page_size: pageSize, page: String(page) }
      const { data } = pageSchema.safeParse(await api.get('/api/courses/v1/courses/', query, signal))
      if (data === undefined) throw unexpected()
      pages = data.pagination.num_pages
      for (const course of data.results) found.set(course.course_id, course)
    }
    return found
  }

  return {
    async test() {
      const what = 'LMS, Blocks API'
      try {
        const courses = await coursesOf()
        const [first] = courses.keys()
        const key = first === undefined ? null : readCourseKey(first)
        if (key !== null && (await blocksOf(key)) === undefined) throw unexpected()
        return [{ what, isOk: true, says: `${courses.size} courses.` }]
      } catch (cause) {
        if (!(cause instanceof PanoramaError)) throw cause
        return [{ what, isOk: false, says: [cause.message, cause.advice].filter(Boolean).join(' ') }]
      }
    },
    async list(signal) {
      listed = await coursesOf(signal)
      const keys = [...listed.keys()].map((text) => ({ text, key: readCourseKey(text) }))
      return {
        courses: keys.flatMap(({ key }) =>
          key === null ? [] : [{ key, version: null, publishedAt: null, name: null }],
        ),
        warnings: keys
          .filter(({ key }) => key === null)
          .map(({ text }) => `${text} in the LMS's list of courses is not the key of a course run; it was left out.`),
      }
    },
    async read({ key }, signal) {
      const answer = await blocksOf(key, signal)
      const course = answer === undefined ? null : courseOfAnswer(key, listed.get(key.text), answer)
      return course ?? { unreadable: `${key.text}: the LMS lists the course, but does not give its blocks.` }
    },
    close: async () => undefined,
  }

  function blocksOf({ text }: CourseKey, signal?: AbortSignal): Promise<unknown> {
    const query = { course_id: text, depth: 'all', all_blocks: 'true', requested_fields: requestedFields.join(',') }
    return api.get('/api/courses/v2/blocks/', query, signal)
  }
}

const unexpected = () =>
  unavailable('The LMS answers in a form that its API of courses does not have.', {
    advice: 'Check blocks_api_url: it is the address of the LMS itself, without a path.',
  })
