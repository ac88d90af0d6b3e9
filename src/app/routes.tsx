import { createBrowserRouter, type RouteObject } from 'react-router'
import { Area } from './area.tsx'
import { Frame } from './frame.tsx'
import { Home } from './home.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PageFailure } from './page-failure.tsx'
import { PageLoading } from './page-loading.tsx'

/** Every address of the screen. Pages come in parts of their own, so that a learner never loads a teacher's charts. */
export const routes: RouteObject[] = [
  {
    path: '/',
    element: <Frame />,
    // The frame stands while the page's part is on its way.
    HydrateFallback: PageLoading,
    children: [
      {
        errorElement: <PageFailure />,
        children: [
          { index: true, element: <Home /> },
          {
            path: 'student',
            element: <Area name="student" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('../features/student/student-page.tsx')).StudentPage }),
              },
              {
                path: ':courseKey',
                lazy: async () => ({
                  Component: (await import('../features/student/student-course-page.tsx')).StudentCoursePage,
                }),
              },
            ],
          },
          {
            path: 'courses',
            element: <Area name="courses" />,
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import('../features/dashboards/courses-page.tsx')).CoursesPage,
                }),
              },
              {
                path: 'compare',
                lazy: async () => ({
                  Component: (await import('../features/dashboards/comparison-page.tsx')).ComparisonPage,
                }),
              },
              {
                path: ':courseKey/:tab?',
                lazy: async () => ({
                  Component: (await import('../features/dashboards/course-dashboard-page.tsx')).CourseDashboardPage,
                }),
              },
            ],
          },
          {
            path: 'dashboards',
            element: <Area name="dashboards" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('../features/embeds/embeds-page.tsx')).EmbedsPage }),
              },
              {
                path: 'studio',
                lazy: async () => ({ Component: (await import('../features/embeds/studio-page.tsx')).StudioPage }),
              },
              {
                path: ':area/:id',
                lazy: async () => ({ Component: (await import('../features/embeds/embed-page.tsx')).EmbedPage }),
              },
            ],
          },
          {
            path: 'admin',
            element: <Area name="admin" />,
            children: [
              {
                index: true,
                lazy: async () => ({ Component: (await import('../features/admin/admin-page.tsx')).AdminPage }),
              },
            ],
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]

export function createRouter() {
  // The router's base has no slash at its end, PUBLIC_PATH has one.
  return createBrowserRouter(routes, { basename: import.meta.env.BASE_URL.replace(/\/$/, '') || '/' })
}
