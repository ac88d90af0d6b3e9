import { useQuery } from '@tanstack/react-query'
import { Outlet } from 'react-router'
import type { Session } from '../../server/contract/session.ts'
import { sessionQuery } from '../data/queries.ts'
import { NoAccessPage } from './no-access-page.tsx'

/** Shows an area's pages to those to whom it is open. The service refuses the others' requests anyway. */
export function Area({ name }: { readonly name: keyof Session['areas'] }) {
  const { data: session } = useQuery(sessionQuery())
  return session?.areas[name] ? <Outlet /> : <NoAccessPage />
}
