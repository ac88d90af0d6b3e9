import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, moment } from '../figures.ts'
import { isoTime } from '../time.ts'

/** One row for each table of the warehouse that was filled from the LMS. */
export const lmsTables = defineQuestion({
  name: 'lms-tables',
  definition: {
    en: 'The tables that were filled from the LMS, of what moment of the LMS each is, how many rows it had then, and when it was last filled.',
    es: 'Las tablas que se llenaron desde el LMS, de qué momento del LMS es cada una, cuántas filas tenía entonces y cuándo se llenó por última vez.',
  },
  source: 'lms.loads',
  needs: 'relational',
  params: z.object({}),
  row: z.object({ table: z.string(), as_of: moment, rows: count, loaded_at: moment }),
  columns: {
    table: { label: { en: 'Table', es: 'Tabla' }, type: 'text' },
    as_of: { label: { en: 'As of', es: 'Al' }, type: 'datetime' },
    rows: { label: { en: 'Rows', es: 'Filas' }, type: 'count' },
    loaded_at: { label: { en: 'Filled', es: 'Llenada' }, type: 'datetime' },
  },
  sql: (tables) => `
    SELECT target AS table, ${isoTime('l.as_of')} AS as_of, rows, ${isoTime('l.loaded_at')} AS loaded_at
    FROM ${tables.lmsLoads} AS l FINAL ORDER BY table`,
})
