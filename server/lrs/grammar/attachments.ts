import type { Json } from '../../events/json.ts'
import { type Check, listOf, Malformed, objectAt, objectOf } from './check.ts'
import { iri, languageMap, mediaType, sha2 } from './values.ts'

const length: Check = (value, path) => {
  if (!Number.isSafeInteger(value) || Number(value) < 0) throw new Malformed(path, 'must be a number of bytes')
}

const members = objectOf(
  {
    usageType: iri,
    display: languageMap,
    description: languageMap,
    contentType: mediaType,
    length,
    sha2,
    fileUrl: iri,
  },
  ['usageType', 'display', 'contentType', 'length', 'sha2'],
)

const signature = 'http://adlnet.gov/expapi/attachments/signature'

/** What is said of attachments is kept; their data is not, so it must lie somewhere else. */
const attachment: Check = (value: Json, path) => {
  members(value, path)
  const { usageType, fileUrl } = objectAt(value, path)
  if (usageType === signature) throw new Malformed(path, 'is a signature, which Panorama cannot verify')
  if (fileUrl === undefined) throw new Malformed(`${path}/fileUrl`, 'is missing: Panorama keeps no data of attachments')
}

export const attachments = listOf(attachment)
