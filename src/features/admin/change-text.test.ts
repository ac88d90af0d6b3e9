import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { changeText } from './change-text.ts'

const intl = createIntl({ locale: 'en', onError: () => undefined })
const key = JSON.stringify({ id: '01key', name: 'Vector', scopes: ['write', 'read-mine'] })

describe('an entry of the audit log in words', () => {
  it.each([
    ['mode.changed', null, 'SAAS', 'Mode set to SAAS'],
    ['mode.changed', 'DEMO', 'SAAS', 'Mode changed from DEMO to SAAS'],
    ['demo.seeded', null, '500 learners', 'The demo site is ready'],
    [
      'credential.created',
      null,
      key,
      'Key made for Vector; it may send events and statements and read the statements that it sent itself',
    ],
    ['credential.revoked', key, null, 'Key for Vector revoked'],
    ['credential.revoked', 'no key', null, 'credential.revoked: no key → –'],
    [
      'person.retired',
      null,
      '{"certificate":"01c","how":"erased","dataSet":"real"}',
      'A person was retired: everything about them was erased. Certificate 01c',
    ],
    [
      'person.retired',
      null,
      '{"certificate":"01c","how":"pseudonymised","dataSet":"real"}',
      'A person was retired: what they did stays, without them. Certificate 01c',
    ],
    ['person.retired', null, 'null', 'person.retired: – → null'],
    ['view.begun', null, '{"as":"admin"}', 'Began to see Panorama as an administrator'],
    ['view.begun', null, '{"as":"staff","course":"O+C+R"}', 'Began to see Panorama as staff of O+C+R'],
    ['view.ended', '{"as":"learner","course":"O+C+R"}', null, 'Stopped to see Panorama as a learner of O+C+R'],
    [
      'view.begun',
      null,
      '{"as":"one-learner","course":"O+C+R","userId":1234567,"username":"ada"}',
      'Began to see Panorama as ada (user 1234567), a learner of O+C+R',
    ],
    ['view.ended', '{"as":"person","userId":7,"username":"ada"}', null, 'Stopped to see Panorama as ada (user 7)'],
    ['view.begun', null, '{"username":"retired person"}', 'Began to see Panorama as somebody who was retired since'],
    ['view.begun', null, '{"as":"cat"}', 'view.begun: – → {"as":"cat"}'],
    ['something.newer', 'a', null, 'something.newer: a → –'],
  ])('%s from %s to %s', (action, before, after, text) => {
    expect(changeText(intl, { action, before, after })).toBe(text)
  })
})
