import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { service } from './service.ts'

// Patience for busy machines: a test that waits for something ends when it is there, not when this time is over.
configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 60_000 })

// An address that no test has answered for fails the test.
beforeAll(() => service.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  service.resetHandlers()
  sessionStorage.clear()
  localStorage.clear()
})
afterAll(() => service.close())
