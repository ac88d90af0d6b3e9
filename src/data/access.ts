import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type {
  AccessImportReport,
  AccessRules,
  LookedUp,
  NewAssignment,
  NewConfiguredPerson,
  NewDashboardType,
  NewListedDashboard,
} from '../../server/contract/access.ts'
import type { Tool, Tools, ToolTest } from '../../server/contract/tool.ts'
import { request } from './request.ts'

/** What says who gets which dashboards, by its place in the address. */
export interface AccessThings {
  readonly dashboards: NewListedDashboard
  readonly types: NewDashboardType
  readonly people: NewConfiguredPerson
  readonly assignments: NewAssignment
}
export type AccessPlace = keyof AccessThings

/** Who gets which dashboards. */
export const accessQuery = () =>
  queryOptions({ queryKey: ['access'], queryFn: ({ signal }) => request<AccessRules>('access', { signal }) })

/** Adds a thing, or changes the one with this id. */
export const saveAccess = <Place extends AccessPlace>(place: Place) =>
  mutationOptions({
    mutationKey: ['access', place, 'save'],
    mutationFn: ({ id, wanted }: { readonly id: string | null; readonly wanted: AccessThings[Place] }) =>
      id === null
        ? request<unknown>(`access/${place}`, { method: 'POST', body: wanted })
        : request<unknown>(`access/${place}/${encodeURIComponent(id)}`, { method: 'PUT', body: wanted }),
  })

export const removeAccess = (place: AccessPlace) =>
  mutationOptions({
    mutationKey: ['access', place, 'remove'],
    mutationFn: (id: string) => request<unknown>(`access/${place}/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  })

/** Asks the LMS whether there is somebody of that name. */
export const lookUpPerson = () =>
  mutationOptions({
    mutationKey: ['access', 'lookup'],
    mutationFn: (username: string) => request<LookedUp>('access/lookup', { method: 'POST', body: { username } }),
  })

/** Tables of the Panorama plugin's backend: the text of each file by its name. */
export interface AccessImport {
  readonly files: readonly { readonly name: string; readonly text: string }[]
  readonly skipRefused: boolean
  readonly dryRun: boolean
}

export const importAccess = () =>
  mutationOptions({
    mutationKey: ['access', 'import'],
    mutationFn: (tables: AccessImport) =>
      request<AccessImportReport>('access/import', { method: 'POST', body: tables, patience: 120_000 }),
    // The tables hold usernames: not remembered once the page is left.
    gcTime: 0,
  })

export const toolsQuery = () =>
  queryOptions({ queryKey: ['tools'], queryFn: ({ signal }) => request<Tools>('tools', { signal }) })

/** Has the service look at another tool; with many dashboards it takes a while. */
export const testTool = () =>
  mutationOptions({
    mutationKey: ['tools', 'test'],
    mutationFn: (tool: Tool) =>
      request<ToolTest>(`tools/${encodeURIComponent(tool)}/test`, { method: 'POST', patience: 180_000 }),
  })
