import { useQuery } from '@tanstack/react-query'
import { Navigate } from 'react-router'
import { sessionQuery } from '../data/queries.ts'
import { NoAccessPage } from './no-access-page.tsx'

/** The front door: leads to where this person's questions are answered. */
export function Home() {
  const { data: session } = useQuery(sessionQuery())
  if (!session || session.home === 'nowhere') return <NoAccessPage />
  return <Navigate to={`/${session.home}`} replace />
}
