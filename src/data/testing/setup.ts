import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { service } from './service.ts'

// An address that no test has answered for fails the test.
beforeAll(() => service.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  service.resetHandlers()
  sessionStorage.clear()
  localStorage.clear()
})
afterAll(() => service.close())
