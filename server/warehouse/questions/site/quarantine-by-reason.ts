import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { count, moment } from '../figures.ts'
import { isoTime } from '../time.ts'

/** Reasons, the most frequent first. The example says where a line is, not what it holds: lines are about people. */
export const quarantineByReason = defineQuestion({
  name: 'quarantine-by-reason',
  definition: {
    en: 'Lines that could not be read, by reason, with the place of the newest of them. They are kept, and read again when they are imported again.',
    es: 'Líneas que no se pudieron leer, por motivo, con el lugar de la más reciente. Se conservan, y se leen de nuevo cuando se importan otra vez.',
  },
  source: 'panorama.quarantined_lines',
  needs: 'relational',
  params: z.object({}),
  row: z.object({ reason: z.string(), lines: count, example: z.string(), last_seen: moment }),
  columns: {
    reason: { label: { en: 'Reason', es: 'Motivo' }, type: 'text' },
    lines: { label: { en: 'Lines', es: 'Líneas' }, type: 'count' },
    example: { label: { en: 'For example', es: 'Por ejemplo' }, type: 'text' },
    last_seen: { label: { en: 'Last seen', es: 'Vista por última vez' }, type: 'datetime' },
  },
  sql: (tables) => `
    SELECT reason, count() AS lines,
      argMax(concat(source, ':', toString(line_number), if(detail = '', '', concat(' ', detail))), (quarantined_at, line_id)) AS example,
      ${isoTime('max(quarantined_at)')} AS last_seen
    FROM ${tables.quarantinedLines} FINAL GROUP BY reason ORDER BY lines DESC, reason`,
})
