import { Cron } from 'croner'
import { z } from 'zod'
import { text } from '../kernel/value-types.ts'
import { optionalSetting, setting } from './setting.ts'

/** Five fields of a crontab, or `off`. */
const crontab = z
  .string()
  .refine((value) => value === 'off' || isCrontab(value), 'must be five crontab fields such as "55 * * * *", or off')

const timeZone = z.string().refine(isTimeZone, 'must be the name of a time zone such as Europe/Madrid')

/** When the server extracts from the LMS, and what. */
export const extractionSettings = {
  PANORAMA_ELT_SETTINGS: optionalSetting(
    text,
    'none: the server extracts nothing by itself',
    'Settings file of `panorama elt`: what the server extracts from the LMS, and where to.',
  ),
  PANORAMA_CRONTAB: setting(
    crontab,
    '55 * * * *',
    'When the server extracts what `PANORAMA_ELT_SETTINGS` names: five crontab fields, or `off` for an extraction elsewhere.',
  ),
  PANORAMA_CRONTAB_TIME_ZONE: setting(timeZone, 'UTC', 'Time zone of `PANORAMA_CRONTAB`.'),
}

function isCrontab(value: string): boolean {
  try {
    // A date that never comes, such as the 31st of February, is a mistake as well.
    return new Cron(value, { paused: true, mode: '5-part' }).nextRun() !== null && !value.startsWith('@')
  } catch {
    return false
  }
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}
