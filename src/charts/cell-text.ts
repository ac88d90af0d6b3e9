import type { IntlShape } from 'react-intl'
import type { Cell, ColumnType } from '../../server/contract/dashboard.ts'
import { createFormat } from '../i18n/format.ts'
import { wordMessages } from './messages.ts'

/** Reads the cells of a column aloud: numbers rounded for people, places in a video as time codes, days as dates. */
export function cellReader(intl: IntlShape): (cell: Cell | undefined, type: ColumnType) => string {
  const format = createFormat(intl)
  return (cell, type) => {
    if (cell === null || cell === undefined || cell === '') return intl.formatMessage(wordMessages.unknown)
    if (typeof cell === 'boolean') return intl.formatMessage(cell ? wordMessages.yes : wordMessages.no)
    switch (type) {
      case 'text':
      case 'learner':
        return String(cell)
      case 'count':
        return format.count(Number(cell))
      case 'number':
        return format.number(Number(cell))
      case 'share':
        return format.share(Number(cell))
      case 'seconds':
        return format.duration(Number(cell))
      case 'timecode':
        return format.timecode(Number(cell))
      case 'date':
        return format.date(String(cell))
      case 'datetime':
        return format.dateTime(String(cell))
    }
  }
}
