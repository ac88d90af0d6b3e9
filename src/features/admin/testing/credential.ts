import type { Credential } from '../../../../server/contract/credential.ts'

/** The key of a program that sends events and was not used yet, for tests. */
export const aCredential = (differences: Partial<Credential> = {}): Credential => ({
  id: '01key',
  name: 'Vector',
  scopes: ['write'],
  createdAt: '2026-05-03T12:05:00Z',
  createdBy: 'noor',
  lastUsedAt: null,
  revokedAt: null,
  ...differences,
})
