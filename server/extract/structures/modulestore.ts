import { type Db, type MongoClient, ObjectId } from 'mongodb'
import { notFound, PanoramaError } from '../../kernel/errors.ts'
import type { MongodbSettings } from '../settings/settings.ts'
import type { ConnectionFinding } from '../source.ts'
import { countPoints } from './count-points.ts'
import type { CourseKey } from './course-key.ts'
import type { ListedCourse, Unreadable } from './course-reader.ts'
import { mongoClient, mongoFailure } from './mongo-client.ts'
import type { PublishedCourse } from './published-course.ts'
import {
  blocksOf,
  courseOfDocuments,
  definitionsOfCourse,
  definitionToCount,
  type StructureDocument,
} from './structure-document.ts'

/** Structures and definitions of the split modulestore, which lie in MongoDB wherever its index lies. */
export interface Modulestore {
  readonly database: Db
  test(): Promise<ConnectionFinding>
  /**
   * One published structure with what its definitions say. The structure is held whole, of its definitions only what counts.
   * @throws PanoramaError `unavailable`, `misconfigured`
   */
  read(
    course: ListedCourse & { readonly structure: string },
    signal?: AbortSignal,
  ): Promise<PublishedCourse | Unreadable>
  close(): Promise<void>
}

/**
 * Definitions of one answer: the texts of so many problems are a few megabytes. A batch that is not filled is the last: nothing is
 * asked after it.
 */
const definitionsAtOnce = 200

/** Runs of a course share the definitions of what was not edited since it was rerun. */
const mostKnownPoints = 200_000

/** A structure without what nobody asks for: the texts of a course are not in it, but much of what authors set is. */
const wantedOfBlock = {
  root: 1,
  'blocks.block_type': 1,
  'blocks.block_id': 1,
  'blocks.definition': 1,
  'blocks.edit_info.edited_on': 1,
  ...wantedSettings('fields'),
  ...wantedSettings('defaults'),
}

function wantedSettings(place: 'fields' | 'defaults') {
  const names = [
    'display_name',
    'children',
    'weight',
    'graded',
    'format',
    'start',
    'due',
    'visible_to_staff_only',
    'end',
    'enrollment_start',
    'enrollment_end',
    'self_paced',
    'advertised_start',
    'announcement',
    'invitation_only',
    'max_student_enrollments_allowed',
    'enable_proctored_exams',
    'entrance_exam_enabled',
    'language',
    'grading_policy',
  ]
  return Object.fromEntries(names.map((name) => [`blocks.${place}.${name}`, 1]))
}

/** Nothing is connected before it is asked something. */
export function openModulestore(settings: MongodbSettings): Modulestore {
  const client: MongoClient = mongoClient(settings)
  const database = client.db(settings.database)
  const structures = database.collection('modulestore.structures')
  const definitions = database.collection('modulestore.definitions')
  const knownPoints = new Map<string, number>()

  async function asked<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    try {
      signal?.throwIfAborted()
      return await work()
    } catch (cause) {
      signal?.throwIfAborted()
      throw mongoFailure(cause)
    }
  }

  /** Asks for what is not known yet, so many at a time. */
  async function learnPoints(ids: readonly string[], signal?: AbortSignal) {
    // Before and not on the way: those of this course are needed together.
    if (knownPoints.size >= mostKnownPoints) knownPoints.clear()
    const unknown = [...new Set(ids)].filter((id) => !knownPoints.has(id))
    for (let start = 0; start < unknown.length; start += definitionsAtOnce) {
      const some = unknown.slice(start, start + definitionsAtOnce).map(objectId)
      const options = { projection: { 'fields.data': 1 }, batchSize: some.length + 1, ...(signal && { signal }) }
      const found = await asked(signal, () => definitions.find({ _id: { $in: some } }, options).toArray())
      for (const { _id, fields } of found) {
        if (typeof fields?.data !== 'string' || fields.data === '') continue
        knownPoints.set(String(_id), countPoints(fields.data))
      }
    }
  }

  async function contents(ids: readonly string[], signal?: AbortSignal) {
    const options = { projection: { 'fields.grading_policy': 1, 'fields.data': 1 }, ...(signal && { signal }) }
    const found = await asked(signal, () => definitions.find({ _id: { $in: ids.map(objectId) } }, options).toArray())
    return new Map<string, Record<string, unknown>>(found.map(({ _id, fields }) => [String(_id), fields ?? {}]))
  }

  return {
    database,
    test: () => testConnection(database),
    async read({ key, structure, publishedAt }, signal) {
      const options = { projection: wantedOfBlock, ...(signal && { signal }) }
      const document = await asked(signal, () =>
        structures.findOne<StructureDocument>({ _id: objectId(structure) }, options),
      )
      if (document === null) return missingStructure(key)
      const course = blocksOf(document)
      if (course === null) return oddStructure(key)
      await learnPoints(
        course.blocks.map(definitionToCount).filter((id) => id !== null),
        signal,
      )
      const ofCourse = await contents(definitionsOfCourse(course.root, course.blocks), signal)
      const known = { points: (id: string) => knownPoints.get(id), fields: (id: string) => ofCourse.get(id) }
      return courseOfDocuments(key, publishedAt, course, known)
    },
    close: () => client.close(),
  }
}

/** Ids are ObjectIds; where the index holds something else, nothing is found under it. */
const objectId = (id: string) => (ObjectId.isValid(id) ? new ObjectId(id) : (id as unknown as ObjectId))

const missingStructure = ({ text }: CourseKey): Unreadable => ({
  unreadable: `${text}: the structure that was published last is not in MongoDB. Publish the course again in Studio, or restore modulestore.structures.`,
})

const oddStructure = ({ text }: CourseKey): Unreadable => ({
  unreadable: `${text}: its structure is not of a form that Open edX has written since 2015. Publish the course again in Studio.`,
})

/** Reads a structure, so that rights are tried, too. */
async function testConnection(database: Db): Promise<ConnectionFinding> {
  const what = 'MongoDB'
  try {
    const one = await database.collection('modulestore.structures').findOne({}, { projection: { _id: 1 } })
    if (one !== null) return { what, isOk: true, says: `course structures are there, in ${database.databaseName}.` }
    throw notFound(`it answers, but ${database.databaseName} holds no course structures.`, {
      advice: 'Check mongodb_database: Tutor calls it openedx, older installations edxapp.',
    })
  } catch (cause) {
    const failure = cause instanceof PanoramaError ? cause : mongoFailure(cause)
    return { what, isOk: false, says: [failure.message, failure.advice].filter(Boolean).join(' ') }
  }
}
