import { type Db, Double, Int32, ObjectId } from 'mongodb'

/** A block as its author sees it; the documents of the split modulestore are made of it. */
export interface AuthoredBlock {
  readonly type: string
  readonly id: string
  /** Settings: `display_name`, `graded`, `weight`. */
  readonly fields?: Readonly<Record<string, unknown>>
  readonly defaults?: Readonly<Record<string, unknown>>
  /** Content, which stands in a definition of its own. Null: the definition has gone missing. */
  readonly content?: Readonly<Record<string, unknown>> | null
  readonly children?: readonly AuthoredBlock[]
}

export interface AuthoredCourse {
  readonly org: string
  readonly course: string
  readonly run: string
  readonly root: AuthoredBlock
  /** Pages outside the outline, and blocks that editing left behind. */
  readonly apart?: readonly AuthoredBlock[]
}

export interface StoredCourse {
  readonly courseId: string
  readonly published: ObjectId
  readonly draft: ObjectId
}

const editor = new Int32(4)

/** Structures and definitions of a course run, in the form in which the LMS of today leaves them; a draft stands beside the published branch. */
export async function storeCourse(database: Db, course: AuthoredCourse, editedOn: Date): Promise<StoredCourse> {
  const blocks: Record<string, unknown>[] = []
  const definitions: Record<string, unknown>[] = []
  const editInfo = (update: ObjectId) => ({
    edited_by: editor,
    edited_on: editedOn,
    previous_version: null,
    update_version: update,
    source_version: null,
  })
  const published = new ObjectId()
  const draft = new ObjectId()

  function add(block: AuthoredBlock) {
    const definition = new ObjectId()
    if (block.content !== null) {
      definitions.push({
        _id: definition,
        block_type: block.type,
        fields: block.content ?? {},
        edit_info: { edited_by: editor, edited_on: editedOn, previous_version: null, original_version: definition },
        schema_version: new Int32(1),
      })
    }
    blocks.push({
      block_type: block.type,
      block_id: block.id,
      definition,
      fields: {
        ...block.fields,
        ...(block.children && { children: block.children.map(({ type, id }) => [type, id]) }),
      },
      defaults: block.defaults ?? {},
      asides: [],
      edit_info: editInfo(published),
    })
    for (const child of block.children ?? []) add(child)
  }
  for (const block of [course.root, ...(course.apart ?? [])]) add(block)

  const structure = (_id: ObjectId, content: readonly Record<string, unknown>[]) => ({
    _id,
    root: [course.root.type, course.root.id],
    blocks: content,
    previous_version: null,
    original_version: published,
    edited_by: editor,
    edited_on: editedOn,
    schema_version: new Int32(1),
  })
  const unpublished = {
    block_type: 'problem',
    block_id: 'draft_only',
    definition: new ObjectId(),
    fields: { display_name: 'Not published yet', weight: new Double(7) },
    defaults: {},
    edit_info: editInfo(draft),
  }
  await database
    .collection('modulestore.structures')
    .insertMany([structure(published, blocks), structure(draft, [...blocks, unpublished])])
  await database.collection('modulestore.definitions').insertMany(definitions)
  return { courseId: `course-v1:${course.org}+${course.course}+${course.run}`, published, draft }
}

/** The entry of a course run in the index of MongoDB, as it was before the index moved to MySQL. */
export async function indexInMongo(
  database: Db,
  { org, course, run }: AuthoredCourse,
  { published, draft }: StoredCourse,
  lastUpdate: Date,
): Promise<void> {
  await database.collection('modulestore.active_versions').replaceOne(
    { org, course, run },
    {
      org,
      course,
      run,
      edited_on: lastUpdate,
      edited_by: editor,
      versions: { 'draft-branch': draft, 'published-branch': published },
      schema_version: new Int32(1),
      search_targets: { wiki_slug: `${org}.${course}.${run}` },
      last_update: lastUpdate,
    },
    { upsert: true },
  )
}

/** The index as a migration of the LMS makes it in MySQL. */
export const mysqlIndexTable = `CREATE TABLE split_modulestore_django_splitmodulestorecourseindex (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  objectid VARCHAR(24) NOT NULL UNIQUE,
  course_id VARCHAR(255) NOT NULL UNIQUE,
  org VARCHAR(255) NOT NULL,
  draft_version VARCHAR(24) NOT NULL,
  published_version VARCHAR(24) NOT NULL,
  library_version VARCHAR(24) NOT NULL,
  wiki_slug VARCHAR(255) NOT NULL,
  base_store VARCHAR(20) NOT NULL,
  edited_on DATETIME(6) NOT NULL,
  last_update DATETIME(6) NOT NULL,
  edited_by_id INT NULL
) CHARACTER SET utf8mb4`

/** A row of it. Versions are blank where there is none. */
export function mysqlIndexRow(courseId: string, versions: { published?: string; draft?: string; library?: string }) {
  const { published = '', draft = '', library = '' } = versions
  const values = [new ObjectId(), courseId, 'Org', draft, published, library, 'slug', 'mongodb']
  return `INSERT INTO split_modulestore_django_splitmodulestorecourseindex
    (objectid, course_id, org, draft_version, published_version, library_version, wiki_slug, base_store, edited_on, last_update)
    VALUES (${values.map((value) => `'${value}'`).join(', ')}, '2026-03-01 08:00:00', '2026-03-01 09:30:00.250000')`
}
