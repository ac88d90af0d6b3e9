const tests = '\\.test\\.tsx?$|^server/testing/|^server/[^/]+/testing/|^e2e/'

/** A room of the server may import these rooms and itself, nothing else. Tests may look further. */
const only = (room, ...allowed) => ({
  name: `${room}-imports-only-${[...allowed, 'itself'].join('-')}`,
  severity: 'error',
  from: { path: `^server/${room}/`, pathNot: tests },
  to: { path: '^(server|src)/', pathNot: `^server/(${[room, ...allowed].join('|')})/` },
})

const ground = ['kernel', 'contract']

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'the-screen-sees-only-the-contract-and-only-its-types',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: '^server/', pathNot: '^server/contract/' },
    },
    {
      name: 'the-screen-takes-types-from-the-contract',
      comment: 'zod costs 26 KB gzipped in the browser: import type only',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: '^server/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'nothing-below-knows-the-app',
      severity: 'error',
      from: { path: '^src/(features|charts|ui|data|i18n)/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'building-blocks-know-no-feature',
      severity: 'error',
      from: { path: '^src/(charts|ui|data|i18n)/' },
      to: { path: '^src/features/' },
    },
    {
      name: 'ui-knows-nothing-of-courses',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: tests },
      to: { path: '^(server|src)/', pathNot: '^src/(ui|i18n)/' },
    },
    {
      name: 'echarts-lives-in-charts',
      severity: 'error',
      from: { pathNot: '^src/charts/' },
      to: { path: 'node_modules/echarts' },
    },
    only('contract'),
    only('kernel', 'contract'),
    only('config', ...ground),
    only('events', ...ground),
    only('store', ...ground),
    only('warehouse', ...ground),
    only('modes', 'store', ...ground),
    only('identity', 'store', ...ground),
    only('ingest', 'events', 'warehouse', 'store', ...ground),
    only('access', 'modes', 'store', ...ground),
    only('dashboards', 'access', 'modes', 'warehouse', ...ground),
    only('views', 'dashboards', 'access', 'modes', 'warehouse', 'store', ...ground),
    only('demo', 'events', 'ingest', ...ground),
    only('lrs', 'ingest', 'events', 'warehouse', 'store', ...ground),
    only('retirement', 'ingest', 'events', 'warehouse', 'store', ...ground),
    only('lake', 'warehouse', ...ground),
    only('extract', 'lake', 'warehouse', ...ground),
    only('lms', 'lake', 'ingest', 'warehouse', 'store', ...ground),
    only('jobs', 'store', ...ground),
    only('load', 'demo', 'ingest', 'warehouse', 'store', ...ground),
    only(
      'http',
      'identity',
      'access',
      'modes',
      'dashboards',
      'ingest',
      'lrs',
      'retirement',
      'load',
      'lms',
      'jobs',
      'views',
      'store',
      ...ground,
    ),
    {
      name: 'only-the-roots-see-the-roots',
      severity: 'error',
      from: { path: '^server/[^/]+/', pathNot: `^server/commands/|${tests}` },
      to: { path: '^server/([^/]+\\.ts$|commands/)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|build)/' },
  },
}
