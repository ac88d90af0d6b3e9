/** A lesson's title, then its topics: one unit each. */
export type Lesson = readonly [title: string, ...topics: string[]]

/** A section's title, then its lessons: one subsection each. */
type SyllabusSection = readonly [title: string, ...lessons: Lesson[]]

export type Syllabus = readonly SyllabusSection[]
