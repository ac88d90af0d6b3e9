import type { Session, Site } from '../../../server/contract/session.ts'

/** A site with an LMS, for tests. */
export function aSite(differences: Partial<Site> = {}): Site {
  return {
    siteName: 'Example University',
    logoUrl: null,
    lmsUrl: 'https://lms.example.com',
    loginUrl: 'https://lms.example.com/login',
    logoutUrl: 'https://lms.example.com/logout',
    refreshUrl: 'https://lms.example.com/login_refresh',
    languageCookie: 'openedx-language-preference',
    brandUrls: [],
    standInLms: false,
    ...differences,
  }
}

/** A learner who is signed in, for tests. */
export function aSession(differences: Partial<Session> = {}): Session {
  return {
    user: { id: 7, username: 'amara', name: 'Amara Okafor' },
    mode: 'SAAS',
    areas: { student: true, courses: false, admin: false, dashboards: false },
    home: 'student',
    roles: 'current',
    locale: 'en',
    timeZone: 'UTC',
    view: null,
    mayViewAs: [],
    expiresAt: '2026-05-10T12:00:00Z',
    ...differences,
  }
}
