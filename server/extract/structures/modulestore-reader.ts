import type { MongodbSettings } from '../settings/settings.ts'
import { asCoachRun } from './coach-run.ts'
import type { CourseIndex } from './course-index.ts'
import { readCourseKey } from './course-key.ts'
import type { CourseReader, ListedCourse } from './course-reader.ts'
import { type Modulestore, openModulestore } from './modulestore.ts'

/** Reads published course runs from the split modulestore. */
export function openModulestoreReader(
  mongodb: MongodbSettings,
  openIndex: (modulestore: Modulestore) => CourseIndex,
): CourseReader {
  const modulestore = openModulestore(mongodb)
  const index = openIndex(modulestore)
  /** Of the list that was made last. */
  let structures: ReadonlyMap<string, string> = new Map()

  return {
    test: async () => [await modulestore.test(), ...(await index.test())],
    async list() {
      const entries = await index.entries()
      const found = new Map<string, string>()
      const courses: ListedCourse[] = []
      const odd: string[] = []
      for (const { course, structure, publishedAt } of entries) {
        const key = readCourseKey(course)
        if (key === null) {
          if (!isLibrary(course)) odd.push(course)
          continue
        }
        found.set(course, structure)
        courses.push({ key, version: structure, publishedAt, name: null })
      }
      for (const { id, course, name } of await index.coachRuns()) {
        const listed = courses.find(({ key }) => key.text === course)
        const key = readCourseKey(`${course.replace(/^course-/, 'ccx-')}+ccx@${id}`)
        if (listed === undefined || key === null) continue
        const structure = listed.version ?? ''
        found.set(key.text, structure)
        courses.push({ key, version: `${structure} ${name}`, publishedAt: listed.publishedAt, name })
      }
      structures = found
      const warnings = odd.map(
        (key) => `${key} in the index of courses is not the key of a course run; it was left out.`,
      )
      return { courses, warnings }
    },
    async read(course, signal) {
      const structure = structures.get(course.key.text) ?? ''
      const read = await modulestore.read({ ...course, structure }, signal)
      return 'unreadable' in read || course.name === null ? read : asCoachRun(read, course.name)
    },
    close: () => modulestore.close(),
  }
}

const isLibrary = (key: string) => /^(library-v\d+|lib):/.test(key)
