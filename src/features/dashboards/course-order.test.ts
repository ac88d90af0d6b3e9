import { describe, expect, test } from 'vitest'
import type { Course } from '../../../server/contract/course.ts'
import { findCourses, sortCourses } from './course-order.ts'
import { course } from './testing/course.ts'

const biology = course({
  courseKey: 'course-v1:Riverside+BIO101+2026',
  name: 'Biology',
  enrolled: 90,
  activeLast7Days: 5,
})
const python = course({
  courseKey: 'course-v1:AndesTech+PY1+2026',
  name: 'Programación en Python',
  org: 'AndesTech',
  enrolled: 90,
  activeLast7Days: 40,
  lastActivity: '2026-11-21T10:00:00Z',
})
const silent = course({
  courseKey: 'Old/Course/Run',
  name: 'Old/Course/Run',
  org: 'Old',
  enrolled: 200,
  lastActivity: null,
})
const all = [silent, python, biology]
const names = (courses: readonly Course[]) => courses.map(({ name }) => name)

describe('finding a course run', () => {
  test.each([
    ['programacion', ['Programación en Python']],
    ['PY1 andes', ['Programación en Python']],
    ['old/course', ['Old/Course/Run']],
    ['', ['Old/Course/Run', 'Programación en Python', 'Biology']],
    ['chemistry', []],
  ])('“%s” finds %o', (search, found) => {
    expect(names(findCourses(all, search))).toEqual(found)
  })
})

describe('the order of course runs', () => {
  test.each([
    ['activity', ['Biology', 'Programación en Python', 'Old/Course/Run']],
    ['active', ['Programación en Python', 'Biology', 'Old/Course/Run']],
    ['enrolled', ['Old/Course/Run', 'Biology', 'Programación en Python']],
    ['organization', ['Programación en Python', 'Old/Course/Run', 'Biology']],
    ['name', ['Biology', 'Old/Course/Run', 'Programación en Python']],
  ] as const)('by %s is %o', (order, sorted) => {
    expect(names(sortCourses(all, order, 'en'))).toEqual(sorted)
  })
})
