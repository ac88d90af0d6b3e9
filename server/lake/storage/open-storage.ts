import type { LakeSettings } from '../lake-settings.ts'
import { openDiskStorage } from './disk-storage.ts'
import { openS3Storage } from './s3-storage.ts'
import type { LakeStorage } from './storage.ts'

/** The place that the settings name. Nothing is asked of it yet. */
export function openStorage(settings: LakeSettings): LakeStorage {
  const { place } = settings
  return 'directory' in place ? openDiskStorage(place.directory) : openS3Storage({ ...settings, place })
}
