import { mkdirSync, rmSync, writeFileSync } from 'node:fs'

const folder = new URL('../artifacts/extraction/', import.meta.url).pathname

/** What the service that the journeys talk to is told to extract; there is nothing until a journey lays it. */
export const extractionSettings = `${folder}settings.yaml`

/** A site that has one table, as a file beside its settings. */
export function layExtraction(): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}targets.csv`, 'user_id,course_id,email,points\n7,course-v1:Org+C1+2026,kim@example.org,3\n')
  const fields = ['user_id', 'course_id', 'email', 'points'].map((name) => `{name: ${name}, type: varchar}`)
  writeFileSync(
    extractionSettings,
    `datalake: {directory: lake}
datasources:
  - name: targets
    type: csv
    location: targets.csv
    tables: [{name: targets, fields: [${fields.join(', ')}]}]
`,
  )
}
