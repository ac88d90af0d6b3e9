/** A column of a table of the LMS that is read of the lake. */
interface SourceColumn {
  /** As the LMS calls it, where we call it otherwise: what tells who somebody is has the name by which retirement looks for it. */
  readonly from?: string
  /** Without it the table cannot be used. All others may be missing: a site decides what leaves its LMS. */
  readonly isNeeded?: true
  /** Who somebody is, beyond an id and a username: read only where the site shows names. */
  readonly isPersonal?: true
}

const needed = { isNeeded: true } as const
const personal = { isPersonal: true } as const
const optional = {}

/** The tables of the lake that the warehouse is filled from, by the columns that are read of each. */
export const sourceTables = {
  course_overviews_courseoverview: {
    course_key: { from: 'id', ...needed },
    org: optional,
    display_name: needed,
    start: optional,
    end: optional,
    enrollment_start: optional,
    enrollment_end: optional,
    self_paced: optional,
    created: optional,
    modified: optional,
    advertised_start: optional,
    announcement: optional,
    lowest_passing_grade: optional,
    invitation_only: optional,
    max_student_enrollments_allowed: optional,
    effort: optional,
    enable_proctored_exams: optional,
    entrance_exam_enabled: optional,
    external_id: optional,
    language: optional,
  },
  // These two are made of the course structures, in the shape of Aspects' event sink.
  course_overviews: {
    course_key: needed,
    org: optional,
    display_name: needed,
    course_start: optional,
    course_end: optional,
    enrollment_start: optional,
    enrollment_end: optional,
    self_paced: optional,
    course_data_json: optional,
    created: optional,
    modified: optional,
  },
  course_blocks: {
    course_key: needed,
    org: optional,
    location: needed,
    display_name: optional,
    xblock_data_json: needed,
    order: needed,
    edited_on: optional,
  },
  auth_user: { user_id: { from: 'id', ...needed }, username: optional, email: personal },
  auth_userprofile: {
    id: needed,
    user_id: needed,
    name: personal,
    meta: personal,
    courseware: personal,
    language: personal,
    location: personal,
    year_of_birth: optional,
    gender: optional,
    level_of_education: optional,
    mailing_address: personal,
    city: personal,
    country: personal,
    state: personal,
    goals: personal,
    bio: personal,
    profile_image_uploaded_at: personal,
    phone_number: personal,
  },
  external_user_ids_externalid: { external_user_id: needed, user_id: needed, external_id_type_id: needed },
  external_user_ids_externalidtype: { id: needed, name: needed },
  student_courseenrollment: {
    id: needed,
    course_key: { from: 'course_id', ...needed },
    user_id: needed,
    created: optional,
    is_active: needed,
    mode: optional,
  },
  grades_persistentcoursegrade: {
    course_key: { from: 'course_id', ...needed },
    user_id: needed,
    percent_grade: needed,
    letter_grade: needed,
    passed_timestamp: optional,
    modified: optional,
  },
  completion_blockcompletion: {
    course_key: needed,
    user_id: needed,
    block_key: needed,
    completion: needed,
    modified: optional,
  },
  oel_tagging_taxonomy: { id: needed, name: needed },
  oel_tagging_tag: { id: needed, taxonomy_id: needed, parent_id: optional, value: needed, external_id: optional },
  oel_tagging_objecttag: {
    id: needed,
    object_id: needed,
    taxonomy_id: optional,
    tag_id: optional,
    _value: optional,
    _export_id: optional,
  },
} as const satisfies Record<string, Readonly<Record<string, SourceColumn>>>

export type SourceTable = keyof typeof sourceTables

/** The columns of a table, each by our name and the LMS's; null for one that is not read. */
export function columnsOf(
  source: SourceTable,
  { withNames }: { readonly withNames: boolean },
): readonly { readonly name: string; readonly from: string | null; readonly isNeeded: boolean }[] {
  const columns: readonly (readonly [string, SourceColumn])[] = Object.entries(sourceTables[source])
  return columns.map(([name, { from = name, isNeeded = false, isPersonal = false }]) => ({
    name,
    from: isPersonal && !withNames ? null : from,
    isNeeded,
  }))
}
