import { expect, request } from '@playwright/test'
import type { AccessRules } from '../server/contract/access.ts'
import { signInQuietly } from './people.ts'
import { journeysUrl } from './playwright.config.ts'

/** Sets who gets which dashboards, over HTTP, as the admin console does. */
export interface Administrator {
  /** @param place of what is set, as in the address: `dashboards`, `types`, `people`, `assignments`; @returns its id */
  add(place: keyof AccessRules, wanted: object): Promise<string>
  rules(): Promise<AccessRules>
  /** Takes away all of one place. */
  remove(place: keyof AccessRules): Promise<void>
  /** Takes all that is set away again. */
  clear(): Promise<void>
  close(): Promise<void>
}

export async function signInAsAdministrator(): Promise<Administrator> {
  const context = await request.newContext({
    baseURL: journeysUrl,
    extraHTTPHeaders: { 'x-panorama': '1', origin: journeysUrl },
  })
  await signInQuietly(context, 'admin')
  const rules = async () => (await (await context.get('/api/access')).json()) as AccessRules
  const remove = async (place: keyof AccessRules) => {
    for (const { id } of (await rules())[place]) await context.delete(`/api/access/${place}/${id}`)
  }

  return {
    rules,
    remove,
    async add(place, wanted) {
      const answer = await context.post(`/api/access/${place}`, { data: wanted })
      expect(answer.status(), await answer.text()).toBe(201)
      return ((await answer.json()) as { id: string }).id
    },
    async clear() {
      // A type that somebody has cannot be removed.
      for (const place of ['assignments', 'people', 'types', 'dashboards'] as const) await remove(place)
    },
    close: () => context.dispose(),
  }
}
