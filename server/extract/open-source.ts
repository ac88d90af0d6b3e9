import { openMysqlSource } from './mysql/mysql-source.ts'
import type { DatasourceSettings } from './settings/settings.ts'
import type { Source } from './source.ts'
import { openCourseStructures } from './structures/course-structures-source.ts'
import { openCsvSource } from './tabular/csv-source.ts'
import { openXlsxSource } from './tabular/xlsx-source.ts'

/** The source that a settings file names. It connects when it is asked for something. */
export function openSource(datasource: DatasourceSettings): Source {
  switch (datasource.type) {
    case 'mysql':
      return openMysqlSource(datasource.mysql, datasource.tables)
    case 'openedx_course_structures':
      return openCourseStructures(datasource)
    case 'csv':
      return openCsvSource(datasource.location)
    case 'xls':
      return openXlsxSource(datasource.location)
  }
}
