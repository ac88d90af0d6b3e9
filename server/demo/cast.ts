/**
 * The fixed part of the demo site: its organisations, its course runs and the people whom the stand-in LMS signs in.
 * The rest (about 2,000 learners and their year) is generated from a seed.
 */

/** Demo people have ids far above any real LMS's, so that a demo token can never be somebody on a real site. */
export const firstDemoUserId = 2_000_000_000

export interface DemoCourse {
  readonly courseKey: string
  readonly org: string
  readonly name: string
  readonly language: string
  /** Part of the site's learners who enrol. */
  readonly reach: number
  /** Days before now on which it starts, and how long it runs. */
  readonly startedDaysAgo: number
  readonly days: number
  readonly passMark: number
  readonly sections: number
}

export const demoCourses: readonly DemoCourse[] = [
  {
    courseKey: 'course-v1:Riverside+BIO101+2026_Spring',
    org: 'Riverside',
    name: 'Introduction to Biology',
    language: 'en',
    reach: 0.34,
    startedDaysAgo: 150,
    days: 120,
    passMark: 0.6,
    sections: 8,
  },
  {
    courseKey: 'course-v1:Riverside+BIO101+2026_Autumn',
    org: 'Riverside',
    name: 'Introduction to Biology',
    language: 'en',
    reach: 0.28,
    startedDaysAgo: 56,
    days: 112,
    passMark: 0.6,
    sections: 8,
  },
  {
    courseKey: 'course-v1:Riverside+STAT2+2026',
    org: 'Riverside',
    name: 'Statistics for Everyone',
    language: 'en',
    reach: 0.22,
    startedDaysAgo: 230,
    days: 320,
    passMark: 0.5,
    sections: 10,
  },
  {
    courseKey: 'course-v1:AndesTech+PY1+2026_2',
    org: 'AndesTech',
    name: 'Programación en Python',
    language: 'es',
    reach: 0.3,
    startedDaysAgo: 70,
    days: 98,
    passMark: 0.7,
    sections: 7,
  },
  {
    courseKey: 'course-v1:AndesTech+ECO3+2026_1',
    org: 'AndesTech',
    name: 'Economía de los recursos',
    language: 'es',
    reach: 0.12,
    startedDaysAgo: 190,
    days: 90,
    passMark: 0.6,
    sections: 6,
  },
  {
    courseKey: 'course-v1:AndesTech+SAFE+self',
    org: 'AndesTech',
    name: 'Seguridad en el laboratorio',
    language: 'es',
    reach: 0.09,
    startedDaysAgo: 360,
    days: 720,
    passMark: 0.8,
    sections: 3,
  },
  {
    courseKey: 'course-v1:BaytHikma+ARAB1+2026',
    org: 'BaytHikma',
    name: 'مقدمة في الأدب العربي',
    language: 'ar',
    reach: 0.1,
    startedDaysAgo: 84,
    days: 126,
    passMark: 0.6,
    sections: 6,
  },
  {
    courseKey: 'course-v1:BaytHikma+ASTRO+2026',
    org: 'BaytHikma',
    name: 'A History of Astronomy',
    language: 'en',
    reach: 0.004,
    startedDaysAgo: 21,
    days: 70,
    passMark: 0.6,
    sections: 4,
  },
]

export interface DemoPerson {
  readonly userId: number
  readonly username: string
  readonly name: string
  readonly part: 'learner' | 'course teacher' | 'organisation teacher' | 'admin'
  readonly language: 'en' | 'es'
  readonly timeZone: string
  readonly roles: readonly { org: string; courseKey: string; role: string }[]
  /** Learners: the courses they are enrolled in. */
  readonly enrolledIn: readonly string[]
}

export const demoCast: readonly DemoPerson[] = [
  {
    userId: firstDemoUserId + 1,
    username: 'amara',
    name: 'Amara Okafor',
    part: 'learner',
    language: 'en',
    timeZone: 'Africa/Lagos',
    roles: [],
    enrolledIn: [
      'course-v1:Riverside+BIO101+2026_Autumn',
      'course-v1:Riverside+STAT2+2026',
      'course-v1:BaytHikma+ASTRO+2026',
    ],
  },
  {
    userId: firstDemoUserId + 2,
    username: 'mateo',
    name: 'Mateo Quispe',
    part: 'learner',
    language: 'es',
    timeZone: 'America/Lima',
    roles: [],
    enrolledIn: ['course-v1:AndesTech+PY1+2026_2', 'course-v1:AndesTech+SAFE+self'],
  },
  {
    userId: firstDemoUserId + 3,
    username: 'ingrid',
    name: 'Ingrid Solberg',
    part: 'course teacher',
    language: 'en',
    timeZone: 'Europe/Oslo',
    roles: [{ org: 'Riverside', courseKey: 'course-v1:Riverside+BIO101+2026_Autumn', role: 'instructor' }],
    enrolledIn: [],
  },
  {
    userId: firstDemoUserId + 4,
    username: 'lucia',
    name: 'Lucía Fernández',
    part: 'organisation teacher',
    language: 'es',
    timeZone: 'America/Bogota',
    roles: [{ org: 'AndesTech', courseKey: '', role: 'staff' }],
    enrolledIn: [],
  },
  {
    userId: firstDemoUserId + 5,
    username: 'admin',
    name: 'Noor Haddad',
    part: 'admin',
    language: 'en',
    timeZone: 'Asia/Amman',
    roles: [],
    enrolledIn: [],
  },
]

/** How a learner of the cast fares in a course, so that their panel tells a story on every day it is opened. */
export interface DemoStory {
  readonly enrolledDaysAgo: number
  readonly track: 'audit' | 'verified'
  /** 0..1: how often they sit down. */
  readonly zeal: number
  /** Part of what is open that they have worked through. */
  readonly keepsUp: number
}

/** By username and course key. */
export const demoStories: Readonly<Record<string, Readonly<Record<string, DemoStory>>>> = {
  amara: {
    'course-v1:Riverside+BIO101+2026_Autumn': { enrolledDaysAgo: 56, track: 'verified', zeal: 0.8, keepsUp: 0.88 },
    'course-v1:Riverside+STAT2+2026': { enrolledDaysAgo: 230, track: 'audit', zeal: 0.5, keepsUp: 0.75 },
    'course-v1:BaytHikma+ASTRO+2026': { enrolledDaysAgo: 21, track: 'audit', zeal: 0.8, keepsUp: 1 },
  },
  mateo: {
    'course-v1:AndesTech+PY1+2026_2': { enrolledDaysAgo: 70, track: 'verified', zeal: 0.8, keepsUp: 0.8 },
    'course-v1:AndesTech+SAFE+self': { enrolledDaysAgo: 45, track: 'audit', zeal: 0.35, keepsUp: 0.5 },
  },
}
